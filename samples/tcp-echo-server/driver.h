/* What the whole driver shares: headers, pool tag, messages to a kernel debugger. */
#pragma once

#include <ntddk.h>
#include <wsk.h>

#define DRIVER_TAG 'cEpT'

#define LOG(Format, ...) \
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "TcpEchoServer: " Format "\n", ##__VA_ARGS__)
