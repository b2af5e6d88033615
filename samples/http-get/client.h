#pragma once

#include "driver.h"
#include "settings.h"

/* Gets what the settings name and prints what came. Returns early with a failure when Stop is set. */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ClientRun(_In_ const SETTINGS *Settings, _In_ PKEVENT Stop);
