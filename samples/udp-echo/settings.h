#pragma once

#include "driver.h"

/* The port to listen on: the REG_DWORD value Port of the service's key Parameters, or 7009. */
_IRQL_requires_(PASSIVE_LEVEL)
USHORT SettingsReadPort(_In_ PCUNICODE_STRING RegistryPath);
