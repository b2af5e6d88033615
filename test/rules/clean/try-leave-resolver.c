// Name resolver with a local NPI in every call; WskFreeAddressInfo runs before the release.
#include <ntddk.h>
#include <wsk.h>

typedef struct _RESOLVE_REQUEST {
    UNICODE_STRING Name;
    SOCKADDR_STORAGE Address;
    ULONG Count;
} RESOLVE_REQUEST, *PRESOLVE_REQUEST;

static const WSK_CLIENT_DISPATCH ResolverDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ResolverRegistration;
static BOOLEAN ResolverRegistered = FALSE;

static IO_COMPLETION_ROUTINE ResolverIrpComplete;

_Use_decl_annotations_
static NTSTATUS
ResolverIrpComplete(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS
ResolverInitialize(
    VOID
    )
{
    WSK_CLIENT_NPI clientNpi;
    NTSTATUS status;

    PAGED_CODE();

    clientNpi.ClientContext = NULL;
    clientNpi.Dispatch = &ResolverDispatch;

    status = WskRegister(&clientNpi, &ResolverRegistration);
    ResolverRegistered = NT_SUCCESS(status) ? TRUE : FALSE;
    return status;
}

_IRQL_requires_(PASSIVE_LEVEL)
VOID
ResolverUninitialize(
    VOID
    )
{
    PAGED_CODE();

    if (ResolverRegistered) {
        WskDeregister(&ResolverRegistration);
        ResolverRegistered = FALSE;
    }
}

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS
ResolverLookup(
    _Inout_ PRESOLVE_REQUEST Request
    )
{
    WSK_PROVIDER_NPI provider;
    PADDRINFOEXW list = NULL, entry;
    KEVENT event;
    PIRP irp = NULL;
    BOOLEAN captured = FALSE;
    NTSTATUS status = STATUS_DEVICE_NOT_READY;

    PAGED_CODE();

    Request->Count = 0;
    KeInitializeEvent(&event, NotificationEvent, FALSE);

    __try {
        if (!ResolverRegistered) {
            __leave;
        }

        status = WskCaptureProviderNPI(&ResolverRegistration, WSK_INFINITE_WAIT, &provider);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        captured = TRUE;

        irp = IoAllocateIrp(1, FALSE);
        if (irp == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        IoSetCompletionRoutine(irp, ResolverIrpComplete, &event, TRUE, TRUE, TRUE);

        status = provider.Dispatch->WskGetAddressInfo(
            provider.Client, &Request->Name, NULL, NS_ALL, NULL, NULL, &list, NULL, NULL, irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
            status = irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status)) {
            __leave;
        }

        for (entry = list; entry != NULL; entry = entry->ai_next) {
            if (entry->ai_addrlen <= sizeof(Request->Address)) {
                RtlCopyMemory(&Request->Address, entry->ai_addr, entry->ai_addrlen);
            }
            Request->Count += 1;
        }
        provider.Dispatch->WskFreeAddressInfo(provider.Client, list);
    } __finally {
        if (irp != NULL) {
            IoFreeIrp(irp);
        }
        if (captured) {
            WskReleaseProviderNPI(&ResolverRegistration);
        }
    }

    return status;
}
