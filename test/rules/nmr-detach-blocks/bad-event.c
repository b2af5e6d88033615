// Waits for an event without limit.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static KEVENT g_Idle;

static NTSTATUS NTAPI OnDetach(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&g_Idle, Executive, KernelMode, FALSE, NULL); // want: nmr-detach-blocks
    return STATUS_SUCCESS;
}

NPI_CLIENT_CHARACTERISTICS Characteristics = { 0, sizeof(NPI_CLIENT_CHARACTERISTICS), NULL, OnDetach };
