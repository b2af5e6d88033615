/* What the whole driver shares: headers, pool tag, messages to a kernel debugger. */
#pragma once

#include <ntifs.h>
#include <wsk.h>

#define DRIVER_TAG 'GptH'

#define LOG(Format, ...) \
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "HttpGet: " Format "\n", ##__VA_ARGS__)
