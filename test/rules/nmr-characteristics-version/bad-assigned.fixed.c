// Members of a context, assigned; the versions are those of the interface.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

#define EXAMPLE_INTERFACE_VERSION 2

typedef struct _NET {
    NPI_CLIENT_CHARACTERISTICS Characteristics;
    NPI_MODULEID ModuleId;
} NET, *PNET;

VOID Prepare(PNET Net)
{
    NPI_REGISTRATION_INSTANCE *instance = &Net->Characteristics.ClientRegistrationInstance;

    Net->Characteristics.Version = 0;
    Net->Characteristics.Length = sizeof(Net->Characteristics);
    instance->Version = 0;
    instance->Size = sizeof(*instance);
    Net->ModuleId.Length = sizeof(NPI_MODULEID);
}
