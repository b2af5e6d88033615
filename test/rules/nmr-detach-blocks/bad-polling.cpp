// C++: polls a counter.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

struct binding
{
    volatile LONG calls;
};

static NTSTATUS detach_provider(void *context)
{
    auto b = static_cast<binding *>(context);
    LARGE_INTEGER interval;

    interval.QuadPart = -10000;
    while (b->calls != 0) {
        KeDelayExecutionThread(KernelMode, FALSE, &interval); // want: nmr-detach-blocks
    }
    return STATUS_SUCCESS;
}

static NPI_CLIENT_CHARACTERISTICS characteristics;

void prepare()
{
    characteristics.ClientDetachProvider = detach_provider;
}
