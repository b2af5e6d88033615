/* net.h - the network side of syslogk. */
#ifndef SYSLOGK_NET_H
#define SYSLOGK_NET_H

#include <ntddk.h>
#include <wsk.h>
#include "checks.h"

typedef struct _SYSLOG_TARGET {
    SOCKADDR_IN Address;
    PWSK_SOCKET Socket;
    ULONG Facility;
} SYSLOG_TARGET, *PSYSLOG_TARGET;

NTSTATUS NetSetup(PSYSLOG_TARGET Target);
VOID NetTeardown(PSYSLOG_TARGET Target);
NTSTATUS NetSend(PSYSLOG_TARGET Target, PMDL Mdl, SIZE_T Length);

#endif
