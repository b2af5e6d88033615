/**
 * Source text to measure with: a driver that registers, captures, and talks over many sockets. The same on every run
 * and machine; clean, so that the work measured is the search for bugs rather than the reporting of them.
 */
export function sampleDriver(lines: number): string {
  const parts = [registration];
  let count = lineCount(registration);
  for (let number = 1; count < lines; number++) {
    const part = connection(number);
    parts.push(part);
    count += lineCount(part);
  }
  return parts.join('\n');
}

/** A file of about `bytes` characters that has nothing to do with WSK. */
export function otherSource(number: number, bytes: number): string {
  const parts = ['#include <ntddk.h>\n'];
  let length = 0;
  for (let i = 0; length < bytes; i++) {
    const part = dispatchRoutine(`Device${number}Routine${i}`);
    parts.push(part);
    length += part.length;
  }
  return parts.join('\n');
}

function lineCount(text: string): number {
  return text.split('\n').length;
}

const registration = `#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Provider;
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD DriverUnload;

_IRQL_requires_max_(PASSIVE_LEVEL)
static NTSTATUS
StartNetwork(VOID)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    client.ClientContext = NULL;
    client.Dispatch = &g_Dispatch;
    status = WskRegister(&client, &g_Registration);
    if (!NT_SUCCESS(status)) {
        goto Exit;
    }
    status = WskCaptureProviderNPI(&g_Registration, 1000, &g_Provider);
    if (!NT_SUCCESS(status)) {
        goto Deregister;
    }
    return STATUS_SUCCESS;

Deregister:
    WskDeregister(&g_Registration);
Exit:
    return status;
}

static VOID
DriverUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);
}

_Use_decl_annotations_
NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = StartNetwork();
    if (NT_SUCCESS(status)) {
        DriverObject->DriverUnload = DriverUnload;
    }
    return status;
}
`;

function connection(number: number): string {
  const name = `Connection${number}`;
  return `typedef struct _${name.toUpperCase()} {
    PWSK_SOCKET Socket;
    KEVENT Done;
    KSPIN_LOCK Lock;
    ULONG Pending;
    UCHAR Buffer[512];
} ${name.toUpperCase()}, *P${name.toUpperCase()};

static NTSTATUS NTAPI
${name}RequestDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Must_inspect_result_
static NTSTATUS
${name}Open(_Inout_ P${name.toUpperCase()} Connection, _In_ PSOCKADDR Remote)
{
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Connection->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, ${name}RequestDone, &Connection->Done, TRUE, TRUE, TRUE);
    status = g_Provider.Dispatch->WskSocketConnect(g_Provider.Client, SOCK_STREAM, IPPROTO_TCP,
        Remote, Remote, 0, Connection, NULL, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Connection->Done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        Connection->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    }
    IoFreeIrp(irp);
    return status;
}

static NTSTATUS
${name}Send(_In_ P${name.toUpperCase()} Connection, _In_reads_bytes_(Length) const UCHAR *Bytes, _In_ SIZE_T Length)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Connection->Socket->Dispatch;
    NTSTATUS status = STATUS_SUCCESS;
    SIZE_T sent = 0;

    while (sent < Length) {
        WSK_BUF buffer;
        SIZE_T part = min(Length - sent, sizeof(Connection->Buffer));
        PIRP irp = IoAllocateIrp(1, FALSE);

        if (irp == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        RtlCopyMemory(Connection->Buffer, Bytes + sent, part);
        buffer.Mdl = IoAllocateMdl(Connection->Buffer, (ULONG)part, FALSE, FALSE, NULL);
        if (buffer.Mdl == NULL) {
            IoFreeIrp(irp);
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        MmBuildMdlForNonPagedPool(buffer.Mdl);
        buffer.Offset = 0;
        buffer.Length = part;
        KeClearEvent(&Connection->Done);
        IoSetCompletionRoutine(irp, ${name}RequestDone, &Connection->Done, TRUE, TRUE, TRUE);
        status = dispatch->WskSend(Connection->Socket, &buffer, 0, irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&Connection->Done, Executive, KernelMode, FALSE, NULL);
            status = irp->IoStatus.Status;
        }
        IoFreeMdl(buffer.Mdl);
        IoFreeIrp(irp);
        if (!NT_SUCCESS(status)) {
            break;
        }
        sent += part;
    }
    return status;
}

static VOID
${name}Close(_Inout_ P${name.toUpperCase()} Connection)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Connection->Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp != NULL) {
        KeClearEvent(&Connection->Done);
        IoSetCompletionRoutine(irp, ${name}RequestDone, &Connection->Done, TRUE, TRUE, TRUE);
        dispatch->WskCloseSocket(Connection->Socket, irp);
        KeWaitForSingleObject(&Connection->Done, Executive, KernelMode, FALSE, NULL);
        IoFreeIrp(irp);
        Connection->Socket = NULL;
    }
}

${dispatchRoutine(`${name}Control`)}`;
}

function dispatchRoutine(name: string): string {
  return `static NTSTATUS
${name}(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;
    ULONG_PTR information = 0;
    KIRQL irql;

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case 0x222000:
        if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(ULONG)) {
            status = STATUS_BUFFER_TOO_SMALL;
            break;
        }
        *(PULONG)Irp->AssociatedIrp.SystemBuffer = DeviceObject->Flags;
        information = sizeof(ULONG);
        status = STATUS_SUCCESS;
        break;
    case 0x222004:
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        DeviceObject->Flags |= DO_BUFFERED_IO;
        KeLowerIrql(irql);
        status = STATUS_SUCCESS;
        break;
    default:
        break;
    }
    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
`;
}
