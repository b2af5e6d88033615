// N-04: the immediate result of an IRP-taking call is ignored, the status read from the IRP after the wait.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS OpenSocket(PIRP Irp, PKEVENT Event, PWSK_SOCKET *Socket)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &npi);

    if (!NT_SUCCESS(status))
        return status;

    npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
        NULL, NULL, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    WskReleaseProviderNPI(&Registration);

    *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    return Irp->IoStatus.Status;
}
