// The version of WSK stands where the version of the structure belongs.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern const NPI_MODULEID ModuleId;
NPI_CLIENT_ATTACH_PROVIDER_FN AttachProvider;
NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

static const NPI_CLIENT_CHARACTERISTICS Characteristics = {
    0,
    sizeof(NPI_CLIENT_CHARACTERISTICS),
    AttachProvider,
    DetachProvider,
    NULL,
    {
        MAKE_WSK_VERSION(1, 0), // want: nmr-characteristics-version
        sizeof(NPI_REGISTRATION_INSTANCE),
        &NPI_WSK_INTERFACE_ID,
        &ModuleId,
        0,
        NULL,
    },
};
