// C++: through a variable with the right type.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

struct binding
{
    HANDLE handle;
    LIST_ENTRY link;
};

static NTSTATUS NTAPI on_detach(PVOID context)
{
    auto b = static_cast<binding *>(context);

    RemoveEntryList(&b->link);
    ExFreePool(b); // want: nmr-binding-context-freed
    return STATUS_SUCCESS;
}

static const NPI_CLIENT_CHARACTERISTICS characteristics = {
    0, sizeof(NPI_CLIENT_CHARACTERISTICS), nullptr, on_detach, nullptr,
};
