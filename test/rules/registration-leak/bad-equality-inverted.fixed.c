// Everything hangs on == STATUS_SUCCESS; the fall-through after the inner if is the leaking exit.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

int ProbeAttach(void)
{
    WSK_CLIENT_NPI Client = { 0, &Dispatch };

    if (STATUS_SUCCESS == WskRegister(&Client, &Registration)) {
        if (STATUS_SUCCESS == WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider)) {
            return 0;
        }
        WskDeregister(&Registration);
        return -1;
    }
    return -1;
}

void ProbeDetach(void)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}
