// C++: no other file can wait for a handle that is static.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

namespace
{
HANDLE registration;
}

static HANDLE client;
extern NPI_CLIENT_CHARACTERISTICS characteristics;

NTSTATUS net_start()
{
    return NmrRegisterClient(&characteristics, nullptr, &client);
}

void net_stop()
{
    auto st = NmrDeregisterClient(client); // want: nmr-deregister-without-wait
    if (st == STATUS_SUCCESS) {
        return;
    }
    client = nullptr;
}
