/*
 * Zeroed memory from nonpaged pool that is not executable.
 *
 * ExAllocatePool2 exists since Windows 10, version 2004. A driver that also runs on older systems is built with
 * POOL_ZERO_DOWN_LEVEL_SUPPORT and calls ExInitializeDriverRuntime before it allocates; see DriverEntry.
 */
#pragma once

#include "driver.h"

_Must_inspect_result_ _IRQL_requires_max_(DISPATCH_LEVEL)
static inline PVOID PoolAllocate(_In_ SIZE_T Length)
{
#ifdef POOL_ZERO_DOWN_LEVEL_SUPPORT
    return ExAllocatePoolZero(NonPagedPoolNx, Length, DRIVER_TAG);
#else
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Length, DRIVER_TAG);
#endif
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static inline VOID PoolFree(_In_ PVOID Memory)
{
    ExFreePoolWithTag(Memory, DRIVER_TAG);
}
