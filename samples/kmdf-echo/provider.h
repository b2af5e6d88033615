#pragma once

#include "driver.h"

/* The driver as a client of WSK. Lies in nonpaged memory that outlives ProviderClose. */
typedef struct _PROVIDER {
    WSK_REGISTRATION Registration;
    /* Captured from ProviderOpen to ProviderClose. */
    WSK_PROVIDER_NPI Npi;
} PROVIDER, *PPROVIDER;

/* Registers with WSK, captures the provider, and turns on the event callbacks of all sockets. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ProviderOpen(_Out_ PPROVIDER Provider);

/* Undoes ProviderOpen. All sockets are closed by then. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ProviderClose(_Inout_ PPROVIDER Provider);
