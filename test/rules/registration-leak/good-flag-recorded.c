// The registration is recorded in a flag before the capture is returned; the clean-up goes by the flag.
#include <ntddk.h>
#include <wsk.h>

WSK_REGISTRATION NlRegistration;
WSK_PROVIDER_NPI NlProvider;
BOOLEAN NlRegistered;
BOOLEAN NlCaptured;

CONST WSK_CLIENT_DISPATCH NlDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS
NTAPI
NlInitialize(
  VOID
  )
{
  NTSTATUS Status;
  WSK_CLIENT_NPI Client = { NULL, &NlDispatch };

  Status = WskRegister(&Client, &NlRegistration);
  if (!NT_SUCCESS(Status))
  {
    return Status;
  }
  NlRegistered = TRUE;

  Status = WskCaptureProviderNPI(&NlRegistration, 2000, &NlProvider);
  if (!NT_SUCCESS(Status))
  {
    return Status;
  }
  NlCaptured = TRUE;

  return STATUS_SUCCESS;
}

VOID
NTAPI
NlFinalize(
  VOID
  )
{
  if (NlCaptured)
  {
    WskReleaseProviderNPI(&NlRegistration);
    NlCaptured = FALSE;
  }
  if (NlRegistered)
  {
    WskDeregister(&NlRegistration);
    NlRegistered = FALSE;
  }
}
