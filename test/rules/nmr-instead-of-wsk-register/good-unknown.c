// The characteristics come from another file.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static HANDLE ClientHandle;

NTSTATUS Start(PNPI_CLIENT_CHARACTERISTICS Characteristics)
{
    if (Characteristics->ClientRegistrationInstance.NpiId == &NPI_WSK_INTERFACE_ID)
        return STATUS_NOT_SUPPORTED;
    return NmrRegisterClient(Characteristics, NULL, &ClientHandle);
}
