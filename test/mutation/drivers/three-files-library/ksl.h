/*
 * ksl.h - tiny socket library for kernel drivers
 */
#pragma once

#include <ntddk.h>
#include <wsk.h>

enum {
    KSL_DOWN,
    KSL_BUSY,
    KSL_UP
};

/* ksl.c */
extern volatile LONG KslState;
extern WSK_REGISTRATION KslRegistration;
extern WSK_PROVIDER_NPI KslProvider;

NTSTATUS KslInitialize(VOID);
VOID KslDestroy(VOID);

/* kslsock.c */
PWSK_SOCKET KslSocket(ADDRESS_FAMILY Family, USHORT Type, ULONG Protocol, ULONG Flags);
NTSTATUS KslCloseSocket(PWSK_SOCKET Socket);
LONG KslSend(PWSK_SOCKET Socket, PVOID Buffer, ULONG Length, ULONG Flags);
BOOLEAN KslIsIpv6Available(VOID);
