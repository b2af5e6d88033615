// The status is printed and forgotten; the capture behind it runs on a block that may not be registered.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;

NTSTATUS QueryRange(PWSK_PROVIDER_CHARACTERISTICS Range)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };

    status = WskRegister(&npi, &g_Registration); // want: register-result-unchecked #a
    KdPrint(("WskRegister: 0x%08X\n", status));

    status = WskQueryProviderCharacteristics(&g_Registration, Range); // want: capture-without-register #a
    WskDeregister(&g_Registration); // want: deregister-without-register #a
    return status;
}
