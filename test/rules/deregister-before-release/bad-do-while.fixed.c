// break out of do-while(0): the one between capture and release skips the release.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH TimeDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION TimeRegistration;

NTSTATUS TimeQuery(PULONG Version)
{
    NTSTATUS status;
    BOOLEAN registered = FALSE;
    WSK_CLIENT_NPI client;
    WSK_PROVIDER_NPI provider;
    PIRP irp = NULL;

    client.ClientContext = NULL;
    client.Dispatch = &TimeDispatch;

    do {
        status = WskRegister(&client, &TimeRegistration);
        if (!NT_SUCCESS(status)) {
            break;
        }
        registered = TRUE;

        status = WskCaptureProviderNPI(&TimeRegistration, WSK_INFINITE_WAIT, &provider);
        if (!NT_SUCCESS(status)) {
            break;
        }

        irp = IoAllocateIrp(1, FALSE);
        if (irp == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            WskReleaseProviderNPI(&TimeRegistration);
            break;
        }

        *Version = provider.Dispatch->Version;
        WskReleaseProviderNPI(&TimeRegistration);
    } while (FALSE);

    if (irp != NULL) {
        IoFreeIrp(irp);
    }
    if (registered) {
        WskDeregister(&TimeRegistration);
    }
    return status;
}
