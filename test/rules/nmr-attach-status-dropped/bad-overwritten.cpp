// C++: the status is overwritten before it is returned.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

struct binding
{
    HANDLE handle;
    void *provider;
    const void *dispatch;
};

void announce(binding *b);

extern "C" NPI_CLIENT_ATTACH_PROVIDER_FN attach_provider;

NTSTATUS attach_provider(HANDLE handle, PVOID context, PNPI_REGISTRATION_INSTANCE)
{
    auto b = static_cast<binding *>(context);
    NTSTATUS st;

    st = NmrClientAttachProvider(handle, b, nullptr, &b->provider, &b->dispatch); // want: nmr-attach-status-dropped
    b->handle = handle;
    announce(b);
    st = STATUS_SUCCESS;
    return st;
}
