// The status is looked at, but STATUS_PENDING counts as success.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _DRIVER_CONTEXT {
    HANDLE NmrClientHandle;
    NPI_CLIENT_CHARACTERISTICS Characteristics;
} DRIVER_CONTEXT, *PDRIVER_CONTEXT;

DRIVER_CONTEXT g_Context;

static VOID StopClient(PDRIVER_CONTEXT Context)
{
    NTSTATUS Status;

    if (Context->NmrClientHandle == NULL)
    {
        return;
    }

    Status = NmrDeregisterClient(Context->NmrClientHandle);
    if (Status == STATUS_PENDING)
    {
        NmrWaitForClientDeregisterComplete(Context->NmrClientHandle);
    }
    if (!NT_SUCCESS(Status))
    {
        DbgPrint("NmrDeregisterClient: 0x%08lx\n", Status);
    }
    Context->NmrClientHandle = NULL;
}

EVT_WDF_DRIVER_UNLOAD OnDriverUnload;

VOID OnDriverUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    StopClient(&g_Context);
}
