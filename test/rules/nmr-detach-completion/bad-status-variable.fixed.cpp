// C++: the status is a variable.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

struct binding
{
    HANDLE handle;
};

static NTSTATUS NTAPI detach_provider(PVOID context)
{
    auto b = static_cast<binding *>(context);
    auto status = STATUS_SUCCESS;

    b->handle = nullptr;
    return status;
}

static const NPI_CLIENT_CHARACTERISTICS characteristics = {
    0, sizeof(NPI_CLIENT_CHARACTERISTICS), nullptr, detach_provider, nullptr,
};
