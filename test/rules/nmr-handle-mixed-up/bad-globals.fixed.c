// Two variables of file scope.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static HANDLE g_Registration;
static HANDLE g_Binding;
static PVOID g_Provider;
static const VOID *g_Dispatch;

static NTSTATUS NTAPI OnAttach(HANDLE NmrBindingHandle, PVOID Context, PNPI_REGISTRATION_INSTANCE Instance)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Instance);
    status = NmrClientAttachProvider(g_Binding, Context, NULL, &g_Provider, &g_Dispatch);
    if (NT_SUCCESS(status))
        g_Binding = NmrBindingHandle;
    return status;
}

static NPI_CLIENT_CHARACTERISTICS Characteristics = { 0, sizeof(Characteristics), OnAttach };

NTSTATUS Start(VOID)
{
    return NmrRegisterClient(&Characteristics, NULL, &g_Registration);
}

VOID Complete(VOID)
{
    NmrClientDetachProviderComplete(g_Binding);
}

VOID Stop(VOID)
{
    if (NmrDeregisterClient(g_Registration) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(g_Registration);
}
