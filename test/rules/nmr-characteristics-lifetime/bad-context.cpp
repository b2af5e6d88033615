// C++: the registration context is a local object, and so are the characteristics.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

struct client_context
{
    KSPIN_LOCK lock;
    ULONG bindings;
};

static HANDLE client;

NTSTATUS net_start(const NPI_CLIENT_CHARACTERISTICS &templ)
{
    client_context context{};
    NPI_CLIENT_CHARACTERISTICS characteristics = templ;

    auto st = NmrRegisterClient(&characteristics, &context, &client); // want: nmr-characteristics-lifetime "'characteristics' and 'context'"
    return st;
}
