// One of two clients is one of WSK.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern const NPI_CLIENT_CHARACTERISTICS OtherCharacteristics;
static NPI_CLIENT_CHARACTERISTICS Characteristics;
static HANDLE Other;
static HANDLE Wsk;

NTSTATUS Start(VOID)
{
    NTSTATUS status;

    Characteristics.Length = sizeof(Characteristics);
    Characteristics.ClientRegistrationInstance.NpiId = &NPI_WSK_INTERFACE_ID;
    status = NmrRegisterClient(&OtherCharacteristics, NULL, &Other);
    if (!NT_SUCCESS(status))
        return status;
    Characteristics.ClientRegistrationInstance.NpiId = &NPI_WSK_INTERFACE_ID;
    return NmrRegisterClient(&Characteristics, NULL, &Wsk); // want: nmr-instead-of-wsk-register
}
