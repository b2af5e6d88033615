/* net.c - set-up, tear-down and sending. */
#include "net.h"

static WSK_REGISTRATION NetRegistration; // @registration

static WSK_PROVIDER_NPI NetProvider;

static const WSK_CLIENT_DISPATCH NetDispatch = { // @table
    MAKE_WSK_VERSION(1, 0),
    0,
    NULL
};

static NTSTATUS NetComplete(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Event, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NetWait(PIRP Irp, PKEVENT Event)
{
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

static VOID NetArm(PIRP Irp, PKEVENT Event)
{
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, NetComplete, Event, TRUE, TRUE, TRUE);
}

static VOID NetClose(PWSK_SOCKET Socket)
{
    LARGE_INTEGER Delay;
    KEVENT Event;
    PIRP Irp;

    Delay.QuadPart = -500000;
    for (Irp = IoAllocateIrp(1, FALSE); Irp == NULL; Irp = IoAllocateIrp(1, FALSE)) {
        KeDelayExecutionThread(KernelMode, FALSE, &Delay);
    }
    NetArm(Irp, &Event);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    (VOID)NetWait(Irp, &Event);
    IoFreeIrp(Irp);
}

static NTSTATUS NetOpen(PWSK_SOCKET *Socket)
{
    SOCKADDR_IN Any = { AF_INET };
    PWSK_SOCKET New = NULL;
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp;

    Irp = IoAllocateIrp(1, FALSE);
    GOTO_IF_NULL(Out, Status, Irp);

    NetArm(Irp, &Event);
    NetProvider.Dispatch->WskSocket(NetProvider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                    WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    GOTO_IF_FAIL(FreeIrp, Status, NetWait(Irp, &Event));
    New = (PWSK_SOCKET)Irp->IoStatus.Information;

    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    NetArm(Irp, &Event);
    ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)New->Dispatch)->WskBind(New, (PSOCKADDR)&Any, 0, Irp);
    GOTO_IF_FAIL(CloseSocket, Status, NetWait(Irp, &Event));

    *Socket = New;
    goto FreeIrp;

CloseSocket:
    NetClose(New);
FreeIrp:
    IoFreeIrp(Irp);
Out:
    return Status;
}

NTSTATUS NetSetup(PSYSLOG_TARGET Target)
{
    WSK_CLIENT_NPI Client; // @client-npi
    NTSTATUS Status;

    Client.ClientContext = Target; // @npi-context
    Client.Dispatch = &NetDispatch; // @npi-dispatch

    GOTO_IF_FAIL(Failed, Status, WskRegister(&Client, &NetRegistration)); // @register @jump-unregistered(Deregister)
    GOTO_IF_FAIL(Deregister, Status, WskCaptureProviderNPI(&NetRegistration, 1000, &NetProvider)); // @capture(entry) @leak-point @jump-registered(Failed) @jump-uncaptured(Release)
    GOTO_IF_FAIL(Release, Status, NetOpen(&Target->Socket)); // @leak-point @jump-registered(Failed) @jump-captured(Deregister)
    return STATUS_SUCCESS;

Release:
    WskReleaseProviderNPI(&NetRegistration); // @release-undo
Deregister:
    WskDeregister(&NetRegistration); // @deregister-undo
Failed:
    return Status;
}

VOID NetTeardown(PSYSLOG_TARGET Target)
{
    NetClose(Target->Socket); // @close-unload
    Target->Socket = NULL;
    WskReleaseProviderNPI(&NetRegistration); // @release-unload
    WskDeregister(&NetRegistration); // @deregister-unload
}

NTSTATUS NetSend(PSYSLOG_TARGET Target, PMDL Mdl, SIZE_T Length)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Target->Socket->Dispatch;
    WSK_BUF Buffer = { Mdl, 0, Length };
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp;

    Irp = IoAllocateIrp(1, FALSE);
    GOTO_IF_NULL(Out, Status, Irp);

    NetArm(Irp, &Event);
    Dispatch->WskSendTo(Target->Socket, &Buffer, 0, (PSOCKADDR)&Target->Address, 0, NULL, Irp);
    Status = NetWait(Irp, &Event);
    IoFreeIrp(Irp);
Out:
    return Status;
}
