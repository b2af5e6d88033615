// Two structures have a member of one name.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _REGISTRATION {
    HANDLE Handle;
} REGISTRATION, *PREGISTRATION;

typedef struct _BINDING {
    HANDLE Handle;
    PVOID ProviderContext;
    const VOID *ProviderDispatch;
} BINDING, *PBINDING;

extern NPI_CLIENT_CHARACTERISTICS Characteristics;

NTSTATUS Attach(HANDLE NmrBindingHandle, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    PBINDING binding = Context;

    UNREFERENCED_PARAMETER(Provider);
    binding->Handle = NmrBindingHandle;
    return NmrClientAttachProvider(NmrBindingHandle, binding, NULL, &binding->ProviderContext, &binding->ProviderDispatch);
}

NTSTATUS Start(PREGISTRATION Registration)
{
    return NmrRegisterClient(&Characteristics, NULL, &Registration->Handle);
}

VOID Complete(PBINDING Binding)
{
    NmrClientDetachProviderComplete(Binding->Handle);
}

VOID Stop(PREGISTRATION Registration)
{
    if (NmrDeregisterClient(Registration->Handle) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(Registration->Handle);
}
