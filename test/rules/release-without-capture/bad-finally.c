// The finally block releases whether or not the capture worked.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION DmpRegistration;

BOOLEAN DmpProviderIsOld(VOID)
{
    WSK_PROVIDER_NPI npi;
    BOOLEAN old = FALSE;

    __try {
        if (!NT_SUCCESS(WskCaptureProviderNPI(&DmpRegistration, WSK_NO_WAIT, &npi))) {
            __leave;
        }
        old = npi.Dispatch->Version < MAKE_WSK_VERSION(1, 0);
    }
    __finally {
        WskReleaseProviderNPI(&DmpRegistration); // want: release-without-capture
    }

    return old;
}
