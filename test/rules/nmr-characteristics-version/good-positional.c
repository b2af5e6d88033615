// As the documentation shows it.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

NPI_CLIENT_ATTACH_PROVIDER_FN AttachProvider;
NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

static const NPI_MODULEID ModuleId = { sizeof(NPI_MODULEID), MIT_GUID };

static const NPI_CLIENT_CHARACTERISTICS Characteristics = {
    0,
    sizeof(NPI_CLIENT_CHARACTERISTICS),
    AttachProvider,
    DetachProvider,
    NULL,
    { 0, sizeof(NPI_REGISTRATION_INSTANCE), &NPI_EXAMPLE_ID, &ModuleId, 1, NULL },
};
