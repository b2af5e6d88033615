// Socket functions stay usable after the release (N-03).
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION SrvRegistration;

NTSTATUS SrvBind(PSOCKADDR Address, PIRP Irp, PKEVENT Event, PWSK_SOCKET *Out)
{
    WSK_PROVIDER_NPI npi;
    PWSK_SOCKET socket;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&SrvRegistration, WSK_INFINITE_WAIT, &npi);
    if (!NT_SUCCESS(status))
        return status;

    npi.Dispatch->WskSocket(npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
        NULL, NULL, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    WskReleaseProviderNPI(&SrvRegistration);

    status = Irp->IoStatus.Status;
    if (!NT_SUCCESS(status))
        return status;

    socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    ((PWSK_PROVIDER_LISTEN_DISPATCH)socket->Dispatch)->WskBind(socket, Address, 0, Irp);
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);

    *Out = socket;
    return Irp->IoStatus.Status;
}

NTSTATUS SrvClose(PWSK_SOCKET Socket, PIRP Irp)
{
    WskReleaseProviderNPI(&SrvRegistration);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}
