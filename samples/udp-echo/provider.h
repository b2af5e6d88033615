#pragma once

#include "driver.h"

/* The captured provider, from ProviderOpen to ProviderClose. */
extern WSK_PROVIDER_NPI Provider;

/* Registers with WSK, captures the provider, and turns on the event callbacks of all sockets. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ProviderOpen(VOID);

/* Undoes ProviderOpen. All sockets are closed by then. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ProviderClose(VOID);
