// Two helpers deep: the registering helper is right, the one above it loses the registration.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CORE {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PIO_WORKITEM Item;
} CORE, *PCORE;

static const WSK_CLIENT_DISPATCH CoreDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS CoreRegister(PCORE Core)
{
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Core;
    npi.Dispatch = &CoreDispatch;
    return WskRegister(&npi, &Core->Registration);
}

static NTSTATUS CoreCapture(PCORE Core)
{
    return WskCaptureProviderNPI(&Core->Registration, 500, &Core->Npi);
}

static VOID CoreDeregister(PCORE Core)
{
    WskDeregister(&Core->Registration);
}

NTSTATUS CoreStart(PCORE Core, PDEVICE_OBJECT Device)
{
    NTSTATUS status;

    status = CoreRegister(Core);
    if (!NT_SUCCESS(status))
        return status;

    Core->Item = IoAllocateWorkItem(Device);
    if (Core->Item == NULL) {
        CoreDeregister(Core);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    status = CoreCapture(Core);
    if (!NT_SUCCESS(status)) {
        IoFreeWorkItem(Core->Item);
        CoreDeregister(Core);
    }
    return status;
}

VOID CoreStop(PCORE Core)
{
    WskReleaseProviderNPI(&Core->Registration);
    IoFreeWorkItem(Core->Item);
    CoreDeregister(Core);
}
