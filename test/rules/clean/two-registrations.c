// Two registrations with their own blocks: one for control traffic, one for data, undone independently.
#include <ntddk.h>
#include <wsk.h>

typedef struct _WSK_SIDE {
    PCSTR Name;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} WSK_SIDE, *PWSK_SIDE;

static NTSTATUS NTAPI SideClientEvent(
    _In_opt_ PVOID ClientContext,
    _In_ ULONG EventType,
    _In_opt_ PVOID Information,
    _In_ SIZE_T InformationLength);

static const WSK_CLIENT_DISPATCH ControlDispatch = { MAKE_WSK_VERSION(1, 0), 0, SideClientEvent };
static const WSK_CLIENT_DISPATCH DataDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static WSK_SIDE ControlSide = { .Name = "control" };
static WSK_SIDE DataSide = { .Name = "data" };

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TwinUnload;

static NTSTATUS NTAPI SideClientEvent(
    _In_opt_ PVOID ClientContext,
    _In_ ULONG EventType,
    _In_opt_ PVOID Information,
    _In_ SIZE_T InformationLength)
{
    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(EventType);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(InformationLength);
    return STATUS_NOT_IMPLEMENTED;
}

static NTSTATUS SideOpen(PWSK_SIDE Side, const WSK_CLIENT_DISPATCH *Dispatch)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Side;
    npi.Dispatch = Dispatch;

    status = WskRegister(&npi, &Side->Registration);
    if (!NT_SUCCESS(status)) {
        DbgPrint("twin: %s: register 0x%08lx\n", Side->Name, status);
        return status;
    }

    status = WskCaptureProviderNPI(&Side->Registration, WSK_NO_WAIT, &Side->Provider);
    if (!NT_SUCCESS(status)) {
        DbgPrint("twin: %s: capture 0x%08lx\n", Side->Name, status);
        WskDeregister(&Side->Registration);
        return status;
    }

    return STATUS_SUCCESS;
}

static VOID SideClose(PWSK_SIDE Side)
{
    WskReleaseProviderNPI(&Side->Registration);
    WskDeregister(&Side->Registration);
}

VOID TwinUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    SideClose(&DataSide);
    SideClose(&ControlSide);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    ULONG behavior = 1;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = SideOpen(&ControlSide, &ControlDispatch);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = SideOpen(&DataSide, &DataDispatch);
    if (!NT_SUCCESS(status)) {
        goto CloseControl;
    }

    status = DataSide.Provider.Dispatch->WskControlClient(
        DataSide.Provider.Client, WSK_TDI_BEHAVIOR, sizeof(behavior), &behavior, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(status)) {
        goto CloseData;
    }

    DriverObject->DriverUnload = TwinUnload;
    return STATUS_SUCCESS;

CloseData:
    SideClose(&DataSide);
CloseControl:
    SideClose(&ControlSide);
    return status;
}
