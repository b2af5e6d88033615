#pragma once

#include "driver.h"
#include "settings.h"

/* Says the message to the server and prints the answer. Returns early with a failure when Stop is set. */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ClientRun(_In_ const SETTINGS *Settings, _In_ PKEVENT Stop);
