// The result of the capture is returned as it is; when the capture fails nobody deregisters.
#include <ntddk.h>
#include <wsk.h>

WSK_REGISTRATION  NlRegistration;
WSK_PROVIDER_NPI  NlProvider;

CONST WSK_CLIENT_DISPATCH NlDispatch =
{
  MAKE_WSK_VERSION(1, 0), // Version
  0,                      // Reserved
  NULL                    // WskClientEvent
};

NTSTATUS
NTAPI
NlInitialize(
  VOID
  )
{
  NTSTATUS Status;

  WSK_CLIENT_NPI Client;
  Client.ClientContext = NULL;
  Client.Dispatch      = &NlDispatch;

  Status = WskRegister(&Client, &NlRegistration);

  if (!NT_SUCCESS(Status))
  {
    return Status;
  }

  Status = WskCaptureProviderNPI(
    &NlRegistration,
    2000,
    &NlProvider
    );
  if (!NT_SUCCESS(Status))
  {
    WskDeregister(&NlRegistration);
  }
  return Status;
}

VOID
NTAPI
NlFinalize(
  VOID
  )
{
  WskReleaseProviderNPI(&NlRegistration);
  WskDeregister(&NlRegistration);
}
