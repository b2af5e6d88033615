//
//  push.h
//
//  Pushes blocks of data to a collector over TCP.  A library: the driver that links it
//  calls PushInitialize and PushUninitialize at PASSIVE_LEVEL.
//

#pragma once

#include <ntifs.h>
#include <wsk.h>

#define PUSH_TAG 'hsuP'

typedef struct _PUSH_CLIENT
{
    ERESOURCE           Resource;
    WSK_REGISTRATION    WskRegistration;
    WSK_PROVIDER_NPI    WskProvider;
    PWSK_SOCKET         Connection;
    SOCKADDR_STORAGE_LH Remote;
    BOOLEAN             ResourceReady;
} PUSH_CLIENT, *PPUSH_CLIENT;

extern PPUSH_CLIENT PushClient;

_IRQL_requires_( PASSIVE_LEVEL )
NTSTATUS
PushInitialize (
    _In_ const SOCKADDR_STORAGE_LH *Remote
    );

_IRQL_requires_( PASSIVE_LEVEL )
VOID
PushUninitialize (
    VOID
    );

_IRQL_requires_max_( APC_LEVEL )
NTSTATUS
PushBlock (
    _In_reads_bytes_( Length ) PVOID Buffer,
    _In_ SIZE_T Length
    );

NTSTATUS
PushConnect (
    _In_ PPUSH_CLIENT Client
    );

VOID
PushDisconnect (
    _In_ PPUSH_CLIENT Client
    );
