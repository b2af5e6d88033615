// A local block that was never registered.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS QueryRange(PWSK_PROVIDER_CHARACTERISTICS Range)
{
    WSK_REGISTRATION registration;

    return WskQueryProviderCharacteristics(&registration, Range); // want: capture-without-register
}
