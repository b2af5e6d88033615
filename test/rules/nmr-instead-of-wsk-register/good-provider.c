// A provider of the interface.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern NPI_PROVIDER_CHARACTERISTICS Provider;
static HANDLE ProviderHandle;

NTSTATUS Start(VOID)
{
    Provider.ProviderRegistrationInstance.NpiId = &NPI_WSK_INTERFACE_ID;
    return NmrRegisterProvider(&Provider, NULL, &ProviderHandle);
}
