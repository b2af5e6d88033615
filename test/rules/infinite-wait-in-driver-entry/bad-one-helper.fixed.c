// The wait is one call away.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD KsUnload;

static const WSK_CLIENT_DISPATCH KsDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION KsRegistration;
static WSK_PROVIDER_NPI KsProvider;

static NTSTATUS KsOpen(VOID)
{
  NTSTATUS Status;
  WSK_CLIENT_NPI Client = { NULL, &KsDispatch };

  Status = WskRegister(&Client, &KsRegistration);
  if (!NT_SUCCESS(Status))
  {
    return Status;
  }

  Status = WskCaptureProviderNPI(
    &KsRegistration,
    WSK_NO_WAIT,
    &KsProvider
    );
  if (!NT_SUCCESS(Status))
  {
    WskDeregister(&KsRegistration);
  }
  return Status;
}

static VOID KsUnload(PDRIVER_OBJECT DriverObject)
{
  UNREFERENCED_PARAMETER(DriverObject);
  WskReleaseProviderNPI(&KsRegistration);
  WskDeregister(&KsRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
  NTSTATUS Status = KsOpen();

  UNREFERENCED_PARAMETER(RegistryPath);

  if (NT_SUCCESS(Status))
  {
    DriverObject->DriverUnload = KsUnload;
  }
  return Status;
}
