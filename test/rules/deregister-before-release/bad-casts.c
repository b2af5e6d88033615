// The same casts do not hide the wrong order.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS Open(PVOID Context)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { Context, &Dispatch };

    status = WskRegister((PWSK_CLIENT_NPI)&npi, (PWSK_REGISTRATION)&Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI((PWSK_REGISTRATION)&Registration, (ULONG)1000, (PWSK_PROVIDER_NPI)&Provider);
    if (!(NT_SUCCESS((status))) || (Context == NULL)) {
        WskDeregister((PWSK_REGISTRATION)&Registration); // want: deregister-before-release
        return STATUS_UNSUCCESSFUL;
    }
    return STATUS_SUCCESS;
}

VOID Close(VOID)
{
    WskReleaseProviderNPI((PWSK_REGISTRATION)&Registration);
    WskDeregister((PWSK_REGISTRATION)&Registration);
}
