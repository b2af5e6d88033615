// UDP sender with a goto ladder: registration, NPI, IRP and socket undone in reverse order.
#include <ntddk.h>
#include <wsk.h>

#define SL_TAG 'lsyS'

typedef struct _SL_SENDER {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
} SL_SENDER, *PSL_SENDER;

static const WSK_CLIENT_DISPATCH SlClientDispatch = { .Version = MAKE_WSK_VERSION(1, 0) };

static NTSTATUS SlDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID SlReuse(PSL_SENDER Sender)
{
    IoReuseIrp(Sender->Irp, STATUS_SUCCESS);
    KeClearEvent(&Sender->Done);
    IoSetCompletionRoutine(Sender->Irp, SlDone, &Sender->Done, TRUE, TRUE, TRUE);
}

static NTSTATUS SlFinish(PSL_SENDER Sender, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Sender->Done, Executive, KernelMode, FALSE, NULL);
        Status = Sender->Irp->IoStatus.Status;
    }
    return Status;
}

static NTSTATUS SlOpenSocket(PSL_SENDER Sender)
{
    NTSTATUS status;
    SOCKADDR_IN any = { .sin_family = AF_INET };
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dgram;

    SlReuse(Sender);
    status = SlFinish(Sender, Sender->Npi.Dispatch->WskSocket(
        Sender->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
        NULL, NULL, NULL, NULL, NULL, Sender->Irp));
    if (!NT_SUCCESS(status))
        return status;

    Sender->Socket = (PWSK_SOCKET)Sender->Irp->IoStatus.Information;
    dgram = Sender->Socket->Dispatch;

    SlReuse(Sender);
    status = SlFinish(Sender, dgram->WskBind(Sender->Socket, (PSOCKADDR)&any, 0, Sender->Irp));
    if (!NT_SUCCESS(status)) {
        SlReuse(Sender);
        SlFinish(Sender, dgram->WskCloseSocket(Sender->Socket, Sender->Irp));
        Sender->Socket = NULL;
    }
    return status;
}

NTSTATUS SlSenderCreate(PSL_SENDER *Out)
{
    NTSTATUS status;
    PSL_SENDER sender;
    WSK_CLIENT_NPI client = { .Dispatch = &SlClientDispatch };

    *Out = NULL;
    sender = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*sender), SL_TAG);
    if (sender == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&sender->Done, SynchronizationEvent, FALSE);

    status = WskRegister(&client, &sender->Registration);
    if (!NT_SUCCESS(status))
        goto FreeSender;

    status = WskCaptureProviderNPI(&sender->Registration, WSK_INFINITE_WAIT, &sender->Npi);
    if (!NT_SUCCESS(status))
        goto Deregister;

    sender->Irp = IoAllocateIrp(1, FALSE);
    if (sender->Irp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Release;
    }

    status = SlOpenSocket(sender);
    if (!NT_SUCCESS(status))
        goto FreeIrp;

    *Out = sender;
    return STATUS_SUCCESS;

FreeIrp:
    IoFreeIrp(sender->Irp);
Release:
    WskReleaseProviderNPI(&sender->Registration);
Deregister:
    WskDeregister(&sender->Registration);
FreeSender:
    ExFreePoolWithTag(sender, SL_TAG);
    return status;
}

NTSTATUS SlSenderSend(PSL_SENDER Sender, PSOCKADDR_IN To, PMDL Mdl, SIZE_T Length)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dgram = Sender->Socket->Dispatch;
    WSK_BUF buffer = { .Mdl = Mdl, .Offset = 0, .Length = Length };

    SlReuse(Sender);
    return SlFinish(Sender, dgram->WskSendTo(
        Sender->Socket, &buffer, 0, (PSOCKADDR)To, 0, NULL, Sender->Irp));
}

VOID SlSenderDelete(PSL_SENDER Sender)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dgram = Sender->Socket->Dispatch;

    SlReuse(Sender);
    SlFinish(Sender, dgram->WskCloseSocket(Sender->Socket, Sender->Irp));
    IoFreeIrp(Sender->Irp);
    WskReleaseProviderNPI(&Sender->Registration);
    WskDeregister(&Sender->Registration);
    ExFreePoolWithTag(Sender, SL_TAG);
}
