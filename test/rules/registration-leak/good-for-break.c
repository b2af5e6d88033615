// for (;;) as a block to break out of, with an error counter instead of a status.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

int Begin(void)
{
    int registered = 0, error = 1;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    for (;;) {
        if (WskRegister(&npi, &Registration) < 0)
            break;
        registered++;

        if (WskCaptureProviderNPI(&Registration, 100, &Provider) < 0)
            break;

        error = 0;
        break;
    }

    if (error && registered)
        WskDeregister(&Registration);
    return -error;
}

void End(void)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}
