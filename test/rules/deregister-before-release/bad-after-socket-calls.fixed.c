// Helpers and socket calls lie between the capture and the step that fails; the jump goes one label too far.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SRV {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PWSK_SOCKET Listener;
    PIRP Irp;
    KEVENT Done;
} SRV;

static const WSK_CLIENT_DISPATCH SrvDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static SRV Srv;

static NTSTATUS SrvIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP SrvIrp(VOID)
{
    IoReuseIrp(Srv.Irp, STATUS_SUCCESS);
    KeClearEvent(&Srv.Done);
    IoSetCompletionRoutine(Srv.Irp, SrvIrpDone, &Srv.Done, TRUE, TRUE, TRUE);
    return Srv.Irp;
}

static NTSTATUS SrvWait(VOID)
{
    KeWaitForSingleObject(&Srv.Done, Executive, KernelMode, FALSE, NULL);
    return Srv.Irp->IoStatus.Status;
}

NTSTATUS SrvStart(PSOCKADDR_IN Address)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client = { &Srv, &SrvDispatch };

    KeInitializeEvent(&Srv.Done, SynchronizationEvent, FALSE);

    status = WskRegister(&client, &Srv.Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Srv.Registration, WSK_INFINITE_WAIT, &Srv.Provider);
    if (!NT_SUCCESS(status))
        goto Deregister;

    Srv.Provider.Dispatch->WskSocket(Srv.Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET, NULL, NULL, NULL, NULL, NULL, SrvIrp());
    status = SrvWait();
    if (!NT_SUCCESS(status))
        goto Release;
    Srv.Listener = (PWSK_SOCKET)Srv.Irp->IoStatus.Information;

    ((PWSK_PROVIDER_LISTEN_DISPATCH)Srv.Listener->Dispatch)->WskBind(
        Srv.Listener, (PSOCKADDR)Address, 0, SrvIrp());
    status = SrvWait();
    if (!NT_SUCCESS(status)) {
        ((PWSK_PROVIDER_LISTEN_DISPATCH)Srv.Listener->Dispatch)->WskCloseSocket(Srv.Listener, SrvIrp());
        SrvWait();
        goto Release;
    }

    return STATUS_SUCCESS;

Release:
    WskReleaseProviderNPI(&Srv.Registration);
Deregister:
    WskDeregister(&Srv.Registration);
    return status;
}

VOID SrvStop(VOID)
{
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Srv.Listener->Dispatch)->WskCloseSocket(Srv.Listener, SrvIrp());
    SrvWait();
    WskReleaseProviderNPI(&Srv.Registration);
    WskDeregister(&Srv.Registration);
}
