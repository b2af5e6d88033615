// C++: designated initialisers.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern "C" NPI_CLIENT_ATTACH_PROVIDER_FN attach_provider;
extern "C" NPI_CLIENT_DETACH_PROVIDER_FN detach_provider;

static const NPI_CLIENT_CHARACTERISTICS characteristics = {
    .Version = 0,
    .Length = static_cast<USHORT>(sizeof(NPI_PROVIDER_CHARACTERISTICS)), // want: nmr-characteristics-version "size of NPI_PROVIDER_CHARACTERISTICS"
    .ClientAttachProvider = attach_provider,
    .ClientDetachProvider = detach_provider,
    .ClientRegistrationInstance = {
        .Version = 1, // want: nmr-characteristics-version "NPI_REGISTRATION_INSTANCE.Version is 1"
        .Size = sizeof(NPI_REGISTRATION_INSTANCE),
    },
};
