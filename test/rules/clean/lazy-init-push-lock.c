// Lazy initialisation under a push lock; the result is remembered, the undo ladder is complete, Uninit asks the result.
#include <ntddk.h>
#include <wsk.h>

#define TR_TAG 'ntrT'

static CONST WSK_CLIENT_DISPATCH TrDispatch = { .Version = MAKE_WSK_VERSION(1, 0) };
static WSK_REGISTRATION TrRegistration;
static WSK_PROVIDER_NPI TrProvider;
static NTSTATUS TrInitStatus = STATUS_RETRY;
static EX_PUSH_LOCK TrInitLock;
static BOOLEAN TrHasIpv4, TrHasIpv6;

static VOID TrNoteFamilies(CONST WSK_TRANSPORT *Transports, SIZE_T Count)
{
    for (SIZE_T i = 0; i < Count; ++i)
    {
        if (Transports[i].SocketType != SOCK_DGRAM)
            continue;
        if (Transports[i].AddressFamily == AF_INET)
            TrHasIpv4 = TRUE;
        else if (Transports[i].AddressFamily == AF_INET6)
            TrHasIpv6 = TRUE;
    }
}

_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
static NTSTATUS TrInit(VOID)
{
    NTSTATUS Status;

    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&TrInitLock);
    Status = TrInitStatus;
    if (Status != STATUS_RETRY)
        goto cleanupLock;

    WSK_CLIENT_NPI ClientNpi = { .Dispatch = &TrDispatch };
    Status = WskRegister(&ClientNpi, &TrRegistration);
    if (!NT_SUCCESS(Status))
        goto cleanupStatus;

    Status = WskCaptureProviderNPI(&TrRegistration, WSK_INFINITE_WAIT, &TrProvider);
    if (!NT_SUCCESS(Status))
        goto cleanupRegister;

    SIZE_T Bytes = 16 * sizeof(WSK_TRANSPORT);
    for (;;)
    {
        WSK_TRANSPORT *Transports = ExAllocatePool2(POOL_FLAG_PAGED, Bytes, TR_TAG);
        if (!Transports)
        {
            Status = STATUS_INSUFFICIENT_RESOURCES;
            goto cleanupProvider;
        }
        Status = TrProvider.Dispatch->WskControlClient(
            TrProvider.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Bytes, Transports, &Bytes, NULL);
        if (NT_SUCCESS(Status))
            TrNoteFamilies(Transports, Bytes / sizeof(*Transports));
        ExFreePoolWithTag(Transports, TR_TAG);
        if (NT_SUCCESS(Status))
            break;
        if (Status != STATUS_BUFFER_OVERFLOW)
            goto cleanupProvider;
    }

    TrInitStatus = STATUS_SUCCESS;
    ExReleasePushLockExclusive(&TrInitLock);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;

cleanupProvider:
    WskReleaseProviderNPI(&TrRegistration);
cleanupRegister:
    WskDeregister(&TrRegistration);
cleanupStatus:
    TrInitStatus = Status;
cleanupLock:
    ExReleasePushLockExclusive(&TrInitLock);
    KeLeaveCriticalRegion();
    return Status;
}

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS TrIsReachable(ADDRESS_FAMILY Family)
{
    NTSTATUS Status = TrInit();
    if (!NT_SUCCESS(Status))
        return Status;
    if (Family == AF_INET && TrHasIpv4)
        return STATUS_SUCCESS;
    if (Family == AF_INET6 && TrHasIpv6)
        return STATUS_SUCCESS;
    return STATUS_NETWORK_UNREACHABLE;
}

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID TrUninit(VOID)
{
    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&TrInitLock);
    NTSTATUS Status = TrInitStatus;
    TrInitStatus = STATUS_RETRY;
    ExReleasePushLockExclusive(&TrInitLock);
    KeLeaveCriticalRegion();

    if (Status == STATUS_SUCCESS)
    {
        WskReleaseProviderNPI(&TrRegistration);
        WskDeregister(&TrRegistration);
    }
}
