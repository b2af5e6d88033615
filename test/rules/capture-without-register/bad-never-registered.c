// The file's static block is captured, queried and released, but registered nowhere.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS Start(VOID)
{
    NTSTATUS status;

    status = WskCaptureProviderNPI(&Registration, 1000, &Provider); // want: capture-without-register
    if (!NT_SUCCESS(status)) {
        DbgPrint("no provider 0x%08lx\n", status);
    }
    return status;
}

VOID Stop(VOID)
{
    WskReleaseProviderNPI(&Registration);
}
