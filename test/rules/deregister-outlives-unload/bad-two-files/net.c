// The work item is in one file.
#include <ntddk.h>
#include <wsk.h>
#include "net.h"

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION NetRegistration;
static PIO_WORKITEM NetItem;

static VOID NetStopRoutine(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    WskDeregister(&NetRegistration); // want: deregister-outlives-unload "NetUnload"
}

NTSTATUS NetStart(PDEVICE_OBJECT DeviceObject)
{
    WSK_CLIENT_NPI client = { NULL, &NetDispatch };

    NetItem = IoAllocateWorkItem(DeviceObject);
    if (NetItem == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return WskRegister(&client, &NetRegistration);
}

VOID NetStop(VOID)
{
    IoQueueWorkItem(NetItem, NetStopRoutine, DelayedWorkQueue, NULL);
}
