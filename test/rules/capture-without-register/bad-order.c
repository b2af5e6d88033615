// The capture comes before the registration.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NET {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} NET;

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS NetProbe(PUSHORT Version)
{
    NTSTATUS status;
    NET net = { 0 };
    WSK_CLIENT_NPI client = { NULL, &NetDispatch };

    status = WskCaptureProviderNPI(&net.Registration, WSK_NO_WAIT, &net.Npi); // want: capture-without-register
    if (NT_SUCCESS(status)) {
        *Version = net.Npi.Dispatch->Version;
        WskReleaseProviderNPI(&net.Registration);
    }

    status = WskRegister(&client, &net.Registration);
    if (NT_SUCCESS(status)) {
        WskDeregister(&net.Registration);
    }
    return status;
}
