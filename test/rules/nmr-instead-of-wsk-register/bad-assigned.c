// Members of a context, assigned before the call.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _NET {
    NPI_CLIENT_CHARACTERISTICS Characteristics;
    NPI_MODULEID ModuleId;
    HANDLE Client;
} NET, *PNET;

NTSTATUS NetStart(PNET Net)
{
    NPI_REGISTRATION_INSTANCE *instance = &Net->Characteristics.ClientRegistrationInstance;

    Net->Characteristics.Length = sizeof(Net->Characteristics);
    instance->Size = sizeof(*instance);
    instance->NpiId = &NPI_WSK_INTERFACE_ID;
    instance->ModuleId = &Net->ModuleId;
    return NmrRegisterClient(&Net->Characteristics, Net, &Net->Client); // want: nmr-instead-of-wsk-register
}
