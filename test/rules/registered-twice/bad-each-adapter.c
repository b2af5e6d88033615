// A filter module attaches to each adapter, and registers the one block each time.
#include <ndis.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static NDIS_HANDLE FilterHandle;
static LONG Adapters;

static NDIS_STATUS FilterAttach(NDIS_HANDLE filter, NDIS_HANDLE context, PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(parameters);
    status = WskRegister(&client, &Registration); // want: registered-twice
    return NT_SUCCESS(status) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_FAILURE;
}

static VOID FilterDetach(NDIS_HANDLE context)
{
    UNREFERENCED_PARAMETER(context);
    InterlockedDecrement(&Adapters);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisFDeregisterFilterDriver(FilterHandle);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_FILTER_DRIVER_CHARACTERISTICS filter;

    UNREFERENCED_PARAMETER(RegistryPath);
    RtlZeroMemory(&filter, sizeof(filter));
    filter.AttachHandler = FilterAttach;
    filter.DetachHandler = FilterDetach;
    DriverObject->DriverUnload = Unload;
    return NdisFRegisterFilterDriver(DriverObject, NULL, &filter, &FilterHandle);
}
