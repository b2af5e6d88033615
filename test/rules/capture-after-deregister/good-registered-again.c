// Down and up again, in the right order; and in a loop.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

static NTSTATUS NetUp(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Registration, 1000, &Provider);
    if (!NT_SUCCESS(status))
        WskDeregister(&Registration);
    return status;
}

static VOID NetDown(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS Restart(VOID)
{
    NetDown();
    return NetUp();
}

NTSTATUS Retry(ULONG Times)
{
    NTSTATUS status = STATUS_DEVICE_NOT_READY;
    ULONG i;

    for (i = 0; i < Times && !NT_SUCCESS(status); i++)
        status = NetUp();
    return status;
}
