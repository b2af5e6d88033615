// A version that is never written in zeroed memory is 0.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static NPI_CLIENT_CHARACTERISTICS Characteristics = { 0 };

VOID Prepare(VOID)
{
    Characteristics.Length = sizeof(NPI_CLIENT_CHARACTERISTICS);
    Characteristics.ClientRegistrationInstance.Size = sizeof(NPI_REGISTRATION_INSTANCE);
    Characteristics.ClientRegistrationInstance.Number = 3;
}
