// Another file may complete the detach.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

VOID BeginShutdown(PVOID Context);

NTSTATUS DetachProvider(PVOID Context)
{
    BeginShutdown(Context);
    return STATUS_PENDING;
}

NPI_CLIENT_CHARACTERISTICS Characteristics = {
    .Length = sizeof(NPI_CLIENT_CHARACTERISTICS),
    .ClientDetachProvider = DetachProvider,
};
