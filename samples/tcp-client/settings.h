#pragma once

#include "driver.h"

/* Values of the service's key Parameters; where one is missing or of another type, a default. */
typedef struct _SETTINGS {
    /* REG_SZ: name or address of the server; localhost. */
    WCHAR Host[256];
    /* REG_SZ: name or number of its port; 7007. */
    WCHAR Port[32];
    /* REG_SZ: what to say; Hello from the kernel. */
    WCHAR Message[128];
    /* REG_DWORD: how long each step may take; 5000. */
    ULONG TimeoutMs;
} SETTINGS, *PSETTINGS;

_IRQL_requires_(PASSIVE_LEVEL)
VOID SettingsRead(_In_ PCUNICODE_STRING RegistryPath, _Out_ PSETTINGS Settings);
