/** `client`: registration and provider alone, for sockets of one's own. */
export type SocketKind = 'client' | 'listener' | 'datagram';

/** Names that the code declares, without their prefix. */
export const declared = ['Start', 'Stop', 'Registration', 'Provider', 'Socket', 'Irp', 'Request', 'Prepare'];

/**
 * C and C++ code for the file scope of a driver: `<prefix>Start` registers with WSK, captures the provider and opens the
 * socket; `<prefix>Stop` undoes what it did, and nothing where it failed or never ran. All else is private to it.
 */
export function socketCode(kind: SocketKind, p: string): string {
  return [state(kind, p), kind === 'client' ? '' : socket(kind, p), startAndStop(kind, p)]
    .filter((part) => part !== '')
    .join('\n');
}

function state(kind: SocketKind, p: string): string {
  const socketState = `
/* One request at a time; the event tells that it is complete. */
static PWSK_SOCKET ${p}Socket;
static PIRP ${p}Irp;
static KEVENT ${p}Done;
`;
  return `/* Winsock Kernel: the dispatch table and the registration have to last until ${p}Stop. */
static const WSK_CLIENT_DISPATCH ${p}ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION ${p}Registration;
static WSK_PROVIDER_NPI ${p}Provider;
static BOOLEAN ${p}Started;
${kind === 'client' ? '' : socketState}`;
}

function startAndStop(kind: SocketKind, p: string): string {
  const open = `    status = ${p}Open();
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&${p}Registration);
        WskDeregister(&${p}Registration);
        return status;
    }
`;
  return `/* To be called once, while the driver is loaded. */
_IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ${p}Start(VOID)
{
    WSK_CLIENT_NPI client = {NULL, &${p}ClientDispatch};
    NTSTATUS status;

    status = WskRegister(&client, &${p}Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    /* Milliseconds: Windows waits until a driver is loaded. */
    status = WskCaptureProviderNPI(&${p}Registration, 1000, &${p}Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&${p}Registration);
        return status;
    }
${kind === 'client' ? '' : open}    ${p}Started = TRUE;
    return STATUS_SUCCESS;
}

/* Returns when WSK no longer knows of this driver. */
_IRQL_requires_(PASSIVE_LEVEL)
static VOID ${p}Stop(VOID)
{
    if (!${p}Started) {
        return;
    }
    ${p}Started = FALSE;
${kind === 'client' ? `    /* Close all sockets here: WskDeregister waits for them. */\n` : `    ${p}Close();\n`}    WskReleaseProviderNPI(&${p}Registration);
    WskDeregister(&${p}Registration);
}
`;
}

function socket(kind: 'listener' | 'datagram', p: string): string {
  const isListener = kind === 'listener';
  const dispatch = isListener ? 'WSK_PROVIDER_LISTEN_DISPATCH' : 'WSK_PROVIDER_DATAGRAM_DISPATCH';
  const [type, protocol, flag, event] = isListener
    ? ['SOCK_STREAM', 'IPPROTO_TCP', 'WSK_FLAG_LISTEN_SOCKET', 'WSK_EVENT_ACCEPT']
    : ['SOCK_DGRAM', 'IPPROTO_UDP', 'WSK_FLAG_DATAGRAM_SOCKET', 'WSK_EVENT_RECEIVE_FROM'];
  return `/* 0 lets WSK choose a port. */
#define ${p.toUpperCase()}_PORT 0

${isListener ? acceptEvent(p) : receiveFromEvent(p)}
static IO_COMPLETION_ROUTINE ${p}RequestDone;

/* The IRP stays the driver's: STATUS_MORE_PROCESSING_REQUIRED keeps the I/O manager from touching it. */
_Use_decl_annotations_
static NTSTATUS NTAPI ${p}RequestDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);

    KeSetEvent(&${p}Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Gets the IRP ready for a request, after which ${p}Wait has to be called, whatever the request's function returned. */
_IRQL_requires_(PASSIVE_LEVEL)
static PIRP ${p}Prepare(VOID)
{
    IoReuseIrp(${p}Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&${p}Done);
    IoSetCompletionRoutine(${p}Irp, ${p}RequestDone, NULL, TRUE, TRUE, TRUE);
    return ${p}Irp;
}

_IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ${p}Wait(VOID)
{
    KeWaitForSingleObject(&${p}Done, Executive, KernelMode, FALSE, NULL);
    return ${p}Irp->IoStatus.Status;
}

/* Returns when no callback of the socket runs any more. */
_IRQL_requires_(PASSIVE_LEVEL)
static VOID ${p}Close(VOID)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = (const WSK_PROVIDER_BASIC_DISPATCH *)${p}Socket->Dispatch;

    (VOID)dispatch->WskCloseSocket(${p}Socket, ${p}Prepare());
    (VOID)${p}Wait();
    IoFreeIrp(${p}Irp);
}

_IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ${p}Open(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL events = {&NPI_WSK_INTERFACE_ID, ${event}};
    const ${dispatch} *dispatch;
    SOCKADDR_IN address;
    NTSTATUS status;

    KeInitializeEvent(&${p}Done, NotificationEvent, FALSE);
    ${p}Irp = IoAllocateIrp(1, FALSE);
    if (${p}Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    (VOID)${p}Provider.Dispatch->WskSocket(
        ${p}Provider.Client,
        AF_INET,
        ${type},
        ${protocol},
        ${flag},
        NULL,
        &${p}SocketDispatch,
        NULL,
        NULL,
        NULL,
        ${p}Prepare());
    status = ${p}Wait();
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(${p}Irp);
        return status;
    }
    ${p}Socket = (PWSK_SOCKET)${p}Irp->IoStatus.Information;
    dispatch = (const ${dispatch} *)${p}Socket->Dispatch;

    RtlZeroMemory(&address, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = RtlUshortByteSwap(${p.toUpperCase()}_PORT);
    (VOID)dispatch->WskBind(${p}Socket, (PSOCKADDR)&address, 0, ${p}Prepare());
    status = ${p}Wait();
    if (NT_SUCCESS(status)) {
        /* This option takes no IRP. */
        status = dispatch->WskControlSocket(
            ${p}Socket,
            WskSetOption,
            SO_WSK_EVENT_CALLBACK,
            SOL_SOCKET,
            sizeof(events),
            &events,
            0,
            NULL,
            NULL,
            NULL);
    }
    if (!NT_SUCCESS(status)) {
        ${p}Close();
    }
    return status;
}
`;
}

function acceptEvent(p: string): string {
  return `/*
 * Called at up to DISPATCH_LEVEL for each connection. To take one over, give its context and callbacks and return
 * STATUS_SUCCESS; the socket is the driver's then, and has to be closed before ${p}Stop deregisters. Without a socket, the
 * listening one no longer works.
 */
static NTSTATUS WSKAPI ${p}Accept(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_ PSOCKADDR LocalAddress,
    _In_ PSOCKADDR RemoteAddress,
    _In_opt_ PWSK_SOCKET AcceptSocket,
    _Outptr_result_maybenull_ PVOID *AcceptSocketContext,
    _Outptr_result_maybenull_ const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    UNREFERENCED_PARAMETER(AcceptSocket);

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    return STATUS_REQUEST_NOT_ACCEPTED;
}

static const WSK_CLIENT_LISTEN_DISPATCH ${p}SocketDispatch = {${p}Accept, NULL, NULL};
`;
}

function receiveFromEvent(p: string): string {
  return `/*
 * Called at up to DISPATCH_LEVEL with a list of datagrams, which stay WSK's when it returns STATUS_SUCCESS. Without a
 * list, the socket no longer works.
 */
static NTSTATUS WSKAPI ${p}ReceiveFrom(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);

    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH ${p}SocketDispatch = {${p}ReceiveFrom};
`;
}
