/* What the whole driver shares: headers, pool tag, messages to a kernel debugger. */
#pragma once

#include <ntifs.h>
#include <wsk.h>

#define DRIVER_TAG 'iEpT'

#define LOG(Format, ...) \
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "TcpEchoServerIrp: " Format "\n", ##__VA_ARGS__)
