// The thread ends where the capture failed: nothing behind that call runs.
#include <ntddk.h>
#include <wsk.h>

typedef struct _POLLER {
    WSK_REGISTRATION Registration;
    KEVENT Stop;
    KEVENT Done;
    PIRP Irp;
} POLLER, *PPOLLER;

static NTSTATUS WaitForProvider(PPOLLER Poller, PWSK_PROVIDER_NPI Npi)
{
    LARGE_INTEGER pause;
    NTSTATUS status;

    pause.QuadPart = -10000LL * 250;
    for (;;) {
        status = WskCaptureProviderNPI(&Poller->Registration, WSK_NO_WAIT, Npi);
        if (status != STATUS_DEVICE_NOT_READY)
            return status;
        if (KeWaitForSingleObject(&Poller->Stop, Executive, KernelMode, FALSE, &pause) != STATUS_TIMEOUT)
            return STATUS_CANCELLED;
    }
}

static VOID OpenSocket(PPOLLER Poller, PWSK_PROVIDER_NPI Npi)
{
    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL,
        NULL, NULL, Poller->Irp);
    KeWaitForSingleObject(&Poller->Done, Executive, KernelMode, FALSE, NULL);
}

VOID Poll(PVOID Context)
{
    PPOLLER poller = (PPOLLER)Context;
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    status = WaitForProvider(poller, &npi);
    if (!NT_SUCCESS(status)) {
        DbgPrint("poller: no provider (%08x)\n", status);
        PsTerminateSystemThread(status);
    }

    OpenSocket(poller, &npi);
    WskReleaseProviderNPI(&poller->Registration);
    PsTerminateSystemThread(STATUS_SUCCESS);
}
