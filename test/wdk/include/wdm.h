/*
 * What the WDK's wdm.h has and the one of mingw-w64 10 lacks. Found before it through -I.
 * Own text, written from Microsoft's published documentation.
 */
#ifdef __cplusplus
/* Both intrin.h and wdm.h of mingw-w64 define these, which C++ does not allow. */
#include <intrin.h>
#define InterlockedBitTestAndSet WdmInterlockedBitTestAndSet
#define InterlockedBitTestAndReset WdmInterlockedBitTestAndReset
#endif
#include_next <wdm.h>
#undef InterlockedBitTestAndSet
#undef InterlockedBitTestAndReset

#ifndef STAND_IN_WDM_H
#define STAND_IN_WDM_H

#ifdef __cplusplus
extern "C" {
#endif

#ifndef _Function_class_
#define _Function_class_(name)
#endif

/* mingw-w64 calls functions of the C runtime here, which a driver does not link. */
#undef RtlUshortByteSwap
#undef RtlUlongByteSwap
#define RtlUshortByteSwap(value) __builtin_bswap16(value)
#define RtlUlongByteSwap(value) __builtin_bswap32(value)

#ifndef POOL_FLAG_NON_PAGED
typedef ULONG64 POOL_FLAGS;
#define POOL_FLAG_UNINITIALIZED 0x0000000000000002ULL
#define POOL_FLAG_CACHE_ALIGNED 0x0000000000000008ULL
#define POOL_FLAG_NON_PAGED 0x0000000000000040ULL
#define POOL_FLAG_NON_PAGED_EXECUTE 0x0000000000000080ULL
#define POOL_FLAG_PAGED 0x0000000000000100ULL
#endif

/* Windows 10, version 2004, and later. Wine 8 has none: a driver that runs there is built for down-level systems. */
NTKERNELAPI PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);

typedef enum _DRIVER_RUNTIME_INIT_FLAGS {
    DrvRtPoolNxOptIn = 0x1,
    LastDrvRtFlag = 0x2
} DRIVER_RUNTIME_INIT_FLAGS;

static inline VOID ExInitializeDriverRuntime(ULONG RuntimeFlags)
{
    (void)RuntimeFlags;
}

#ifdef POOL_ZERO_DOWN_LEVEL_SUPPORT
static inline PVOID ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    PVOID memory = ExAllocatePoolWithTag(PoolType, NumberOfBytes, Tag);

    if (memory != NULL) {
        RtlZeroMemory(memory, NumberOfBytes);
    }
    return memory;
}
#endif

#ifndef MdlMappingNoExecute
#define MdlMappingNoExecute 0x40000000

/* The one of mingw-w64 takes the bare priority, which in C++ does not allow flags beside it. */
#undef MmGetSystemAddressForMdlSafe
static inline PVOID MmGetSystemAddressForMdlSafe(PMDL Mdl, ULONG Priority)
{
    if (Mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) {
        return Mdl->MappedSystemVa;
    }
    return MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, (MM_PAGE_PRIORITY)Priority);
}
#endif

#ifdef __cplusplus
}
#endif

#endif
