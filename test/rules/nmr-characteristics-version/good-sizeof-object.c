// The size of the object, a size from a header, and a version from one.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _NET {
    NPI_CLIENT_CHARACTERISTICS Characteristics;
    NPI_MODULEID ModuleId;
} NET, *PNET;

VOID Prepare(PNET Net)
{
    NPI_CLIENT_CHARACTERISTICS *characteristics = &Net->Characteristics;
    NPI_REGISTRATION_INSTANCE *instance = &characteristics->ClientRegistrationInstance;

    characteristics->Length = sizeof(*characteristics);
    instance->Version = EXAMPLE_BINDING_VERSION;
    instance->Size = sizeof *instance;
    Net->ModuleId.Length = EXAMPLE_MODULEID_SIZE;
}
