// C++: designated initialisers.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern "C" NPI_CLIENT_ATTACH_PROVIDER_FN attach_provider;
extern "C" NPI_CLIENT_DETACH_PROVIDER_FN detach_provider;

static const NPI_CLIENT_CHARACTERISTICS characteristics = {
    .Version = 0,
    .Length = sizeof(NPI_CLIENT_CHARACTERISTICS),
    .ClientAttachProvider = attach_provider,
    .ClientDetachProvider = detach_provider,
    .ClientRegistrationInstance = {
        .Version = 0,
        .Size = sizeof(NPI_REGISTRATION_INSTANCE),
    },
};
