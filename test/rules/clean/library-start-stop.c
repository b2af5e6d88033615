// A small socket library in the one-token-a-line style; a static flag makes start and stop idempotent.
#include <ntddk.h>
#include <wsk.h>

typedef struct _KN_ASYNC
{
  KEVENT CompletionEvent;
  PIRP   Irp;
} KN_ASYNC, *PKN_ASYNC;

static WSK_REGISTRATION KnRegistration;
static WSK_PROVIDER_NPI KnProvider;
static BOOLEAN          KnStarted;

static CONST WSK_CLIENT_DISPATCH KnDispatch =
{
  MAKE_WSK_VERSION(1, 0), // Version
  0,                      // Reserved
  NULL                    // WskClientEvent
};

static
NTSTATUS
NTAPI
KnpAsyncDone(
  _In_ PDEVICE_OBJECT DeviceObject,
  _In_ PIRP Irp,
  _In_ PVOID Context
  )
{
  UNREFERENCED_PARAMETER(DeviceObject);
  UNREFERENCED_PARAMETER(Irp);

  KeSetEvent(&((PKN_ASYNC)Context)->CompletionEvent, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static
NTSTATUS
KnpAsyncInit(
  _Out_ PKN_ASYNC Async
  )
{
  KeInitializeEvent(&Async->CompletionEvent, SynchronizationEvent, FALSE);

  Async->Irp = IoAllocateIrp(1, FALSE);
  if (Async->Irp == NULL)
  {
    return STATUS_INSUFFICIENT_RESOURCES;
  }

  IoSetCompletionRoutine(Async->Irp, KnpAsyncDone, Async, TRUE, TRUE, TRUE);
  return STATUS_SUCCESS;
}

NTSTATUS
NTAPI
KnStart(
  VOID
  )
{
  NTSTATUS Status;
  WSK_CLIENT_NPI Client;

  if (KnStarted)
  {
    return STATUS_SUCCESS;
  }

  Client.ClientContext = NULL;
  Client.Dispatch      = &KnDispatch;

  Status = WskRegister(
    &Client,
    &KnRegistration
    );

  if (!NT_SUCCESS(Status))
  {
    return Status;
  }

  Status = WskCaptureProviderNPI(
    &KnRegistration,
    WSK_INFINITE_WAIT,
    &KnProvider
    );

  if (!NT_SUCCESS(Status))
  {
    WskDeregister(&KnRegistration);
    return Status;
  }

  KnStarted = TRUE;
  return STATUS_SUCCESS;
}

VOID
NTAPI
KnStop(
  VOID
  )
{
  if (!KnStarted)
  {
    return;
  }

  WskReleaseProviderNPI(&KnRegistration);
  WskDeregister(&KnRegistration);
  KnStarted = FALSE;
}

NTSTATUS
NTAPI
KnResolve(
  _In_ PUNICODE_STRING NodeName,
  _In_ PUNICODE_STRING ServiceName,
  _In_ PADDRINFOEXW Hints,
  _Out_ PADDRINFOEXW* Result
  )
{
  NTSTATUS Status;
  KN_ASYNC Async;

  if (!KnStarted)
  {
    return STATUS_DEVICE_NOT_READY;
  }

  Status = KnpAsyncInit(&Async);
  if (!NT_SUCCESS(Status))
  {
    return Status;
  }

  Status = KnProvider.Dispatch->WskGetAddressInfo(
    KnProvider.Client,
    NodeName,
    ServiceName,
    NS_ALL,
    NULL,
    Hints,
    Result,
    NULL,
    NULL,
    Async.Irp
    );

  if (Status == STATUS_PENDING)
  {
    KeWaitForSingleObject(&Async.CompletionEvent, Executive, KernelMode, FALSE, NULL);
    Status = Async.Irp->IoStatus.Status;
  }

  IoFreeIrp(Async.Irp);
  return Status;
}

VOID
NTAPI
KnFree(
  _In_ PADDRINFOEXW Result
  )
{
  KnProvider.Dispatch->WskFreeAddressInfo(KnProvider.Client, Result);
}
