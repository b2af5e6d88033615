// C++: designated initialisers.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern "C" NPI_CLIENT_ATTACH_PROVIDER_FN attach_provider;
extern "C" NPI_CLIENT_DETACH_PROVIDER_FN detach_provider;

static NPI_CLIENT_CHARACTERISTICS characteristics = {
    .Length = sizeof(NPI_CLIENT_CHARACTERISTICS),
    .ClientAttachProvider = attach_provider,
    .ClientDetachProvider = detach_provider,
    .ClientRegistrationInstance = {
        .Size = sizeof(NPI_REGISTRATION_INSTANCE),
        .NpiId = &NPI_WSK_INTERFACE_ID,
    },
};
static HANDLE client;

NTSTATUS net_start()
{
    return NmrRegisterClient(&characteristics, nullptr, &client); // want: nmr-instead-of-wsk-register
}
