// Two registrations: the first is given up while the NPI of the second is still held.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH TwoDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ControlReg, DataReg;
static WSK_PROVIDER_NPI DataNpi;

NTSTATUS TwoStart(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &TwoDispatch };

    status = WskRegister(&npi, &ControlReg);
    if (!NT_SUCCESS(status))
        return status;

    status = WskRegister(&npi, &DataReg);
    if (!NT_SUCCESS(status))
        goto undoControl;

    status = WskCaptureProviderNPI(&DataReg, WSK_INFINITE_WAIT, &DataNpi);
    if (!NT_SUCCESS(status))
        goto undoData;

    WskDeregister(&ControlReg);
    return STATUS_SUCCESS;

undoData:
    WskDeregister(&DataReg);
undoControl:
    WskDeregister(&ControlReg);
    return status;
}

VOID TwoStop(VOID)
{
    WskReleaseProviderNPI(&DataReg);
    WskDeregister(&DataReg);
}
