// The detach is pending while references are left, and nothing ever completes it.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _LINK {
    LONG References;
} LINK, *PLINK;

static NTSTATUS NTAPI DetachProvider(PVOID context)
{
    PLINK link = context;
    LONG left = InterlockedDecrement(&link->References);

    return left > 0 ? STATUS_PENDING : STATUS_SUCCESS; // want: nmr-detach-completion
}

static const NPI_CLIENT_CHARACTERISTICS Characteristics = {
    0, sizeof(NPI_CLIENT_CHARACTERISTICS), NULL, DetachProvider, NULL,
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return Characteristics.Version == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
