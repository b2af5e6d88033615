// C++: the binding handle is kept nowhere, and the registration handle stands in for it.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

struct client
{
    HANDLE registration;
    volatile char deleting;
    const void *dispatch;
};

static NTSTATUS attach_provider(HANDLE binding, void *context, const NPI_REGISTRATION_INSTANCE *)
{
    auto c = static_cast<client *>(context);
    void *provider;
    return NmrClientAttachProvider(binding, c, nullptr, &provider, &c->dispatch);
}

static NPI_CLIENT_CHARACTERISTICS characteristics = { 0, sizeof(NPI_CLIENT_CHARACTERISTICS), attach_provider };

NTSTATUS client_start(client *c)
{
    return NmrRegisterClient(&characteristics, c, &c->registration);
}

void client_stop(client *c)
{
    if (InterlockedOr8(&c->deleting, 1)) {
        NmrClientDetachProviderComplete(c->registration); // want: nmr-handle-mixed-up "Keep the binding handle"
    }
    if (NmrDeregisterClient(c->registration) == STATUS_PENDING) {
        NmrWaitForClientDeregisterComplete(c->registration);
    }
}
