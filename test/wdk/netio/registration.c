/* WskRegister and so on, and the provider dispatch table. One registration at a time is enough for a sample. */
#include "netio.h"

#define MAX_REGISTRATIONS 8

typedef struct {
    PWSK_REGISTRATION Block;
    const WSK_CLIENT_DISPATCH *Dispatch;
    LONG Captures;
} REGISTRATION;

ULONG StaticEvents;

static REGISTRATION Registrations[MAX_REGISTRATIONS];
static LONG Registered;
volatile LONG AddressLists;

static REGISTRATION *FindRegistration(PWSK_REGISTRATION Block)
{
    ULONG i;

    for (i = 0; i < MAX_REGISTRATIONS; i++) {
        if (Registrations[i].Block == Block) {
            return &Registrations[i];
        }
    }
    return NULL;
}

static BOOLEAN OnStack(PVOID Address)
{
    ULONG_PTR low, high;

    GetCurrentThreadStackLimits(&low, &high);
    return (ULONG_PTR)Address >= low && (ULONG_PTR)Address < high;
}

static ULONG SocketsOpen(VOID)
{
    PLIST_ENTRY at;
    ULONG count = 0;

    AcquireSRWLockExclusive(&Lock);
    for (at = Sockets.Flink; at != &Sockets; at = at->Flink) {
        SOCKET_OBJECT *object = CONTAINING_RECORD(at, SOCKET_OBJECT, Link);

        count += !object->Gone && !object->Discarded;
    }
    ReleaseSRWLockExclusive(&Lock);
    return count;
}

static VOID CheckPassive(PCSTR Call)
{
    if (InLoop() || SpinLocksHeld() != 0) {
        Bug("%s above PASSIVE_LEVEL", Call);
    }
}

/* ---- Provider dispatch table ---- */

static NTSTATUS NTAPI Socket(
    PWSK_CLIENT Client,
    ADDRESS_FAMILY Family,
    USHORT Type,
    ULONG Protocol,
    ULONG Flags,
    PVOID Context,
    CONST VOID *Dispatch,
    PEPROCESS Process,
    PETHREAD Thread,
    PSECURITY_DESCRIPTOR Descriptor,
    PIRP Irp)
{
    REGISTRATION *registration = FindRegistration(Client);
    SOCKET_OBJECT *object = NULL;
    NTSTATUS status = STATUS_SUCCESS;
    REQUEST *request;
    SOCKET handle;

    (void)Process;
    (void)Thread;
    (void)Descriptor;
    if (registration == NULL || registration->Captures == 0) {
        Bug("WskSocket without a captured provider NPI");
    }
    request = RequestBegin("WskSocket", NULL, Irp, &status);
    if (request == NULL) {
        return status;
    }
    handle = socket(Family, Type, (INT)Protocol);
    if (handle == INVALID_SOCKET) {
        status = SocketStatus();
    } else {
        AcquireSRWLockExclusive(&Lock);
        object = SocketCreate(handle, Family, Flags, Context, Dispatch);
        ReleaseSRWLockExclusive(&Lock);
    }
    return RequestEnd(request, status, (ULONG_PTR)object);
}

static NTSTATUS NTAPI SocketConnect(
    PWSK_CLIENT Client,
    USHORT Type,
    ULONG Protocol,
    PSOCKADDR Local,
    PSOCKADDR Remote,
    ULONG Flags,
    PVOID Context,
    CONST WSK_CLIENT_CONNECTION_DISPATCH *Dispatch,
    PEPROCESS Process,
    PETHREAD Thread,
    PSECURITY_DESCRIPTOR Descriptor,
    PIRP Irp)
{
    REGISTRATION *registration = FindRegistration(Client);
    NTSTATUS status = STATUS_SUCCESS;
    REQUEST *request;
    SOCKET handle;

    (void)Process;
    (void)Thread;
    (void)Descriptor;
    if (registration == NULL || registration->Captures == 0) {
        Bug("WskSocketConnect without a captured provider NPI");
    }
    if (Flags != 0 || Local->sa_family != Remote->sa_family) {
        Bug("WskSocketConnect: flags that are not 0, or addresses of two families");
    }
    request = RequestBegin("WskSocketConnect", NULL, Irp, &status);
    if (request == NULL) {
        return status;
    }
    handle = socket(Remote->sa_family, Type, (INT)Protocol);
    if (handle == INVALID_SOCKET) {
        return RequestEnd(request, SocketStatus(), 0);
    }
    AcquireSRWLockExclusive(&Lock);
    request->Socket = SocketCreate(handle, Remote->sa_family, WSK_FLAG_CONNECTION_SOCKET, Context, Dispatch);
    request->OwnsSocket = TRUE;
    ReleaseSRWLockExclusive(&Lock);
    request->Socket->Bound = TRUE;
    if (bind(handle, Local, AddressLength(Local->sa_family)) != 0) {
        return RequestEnd(request, SocketStatus(), 0);
    }
    request->Kind = RequestConnect;
    request->Information = (ULONG_PTR)request->Socket;
    RtlCopyMemory(&request->Address, Remote, (SIZE_T)AddressLength(Remote->sa_family));
    return LoopSubmit(request);
}

static NTSTATUS NTAPI ControlClient(
    PWSK_CLIENT Client,
    ULONG Code,
    SIZE_T InputLength,
    PVOID Input,
    SIZE_T OutputLength,
    PVOID Output,
    SIZE_T *Returned,
    PIRP Irp)
{
    NTSTATUS status = STATUS_SUCCESS;

    (void)Client;
    (void)OutputLength;
    (void)Output;
    (void)Returned;
    if (Code != WSK_SET_STATIC_EVENT_CALLBACKS) {
        Bug("WskControlClient with code %lu, which this provider does not know", Code);
        return STATUS_NOT_SUPPORTED;
    }
    if (Irp != NULL || InputLength != sizeof(WSK_EVENT_CALLBACK_CONTROL) || SocketsOpen() != 0) {
        Bug("WSK_SET_STATIC_EVENT_CALLBACKS takes no IRP, one WSK_EVENT_CALLBACK_CONTROL, and comes before any socket");
    }
    if (Fault("WskControlClient", &status) == FaultNone) {
        StaticEvents = ((PWSK_EVENT_CALLBACK_CONTROL)Input)->EventMask;
    }
    return status;
}

static NTSTATUS NTAPI GetAddressInfo(
    PWSK_CLIENT Client,
    PUNICODE_STRING Node,
    PUNICODE_STRING Service,
    ULONG NameSpace,
    GUID *Provider,
    PADDRINFOEXW Hints,
    PADDRINFOEXW *Result,
    PEPROCESS Process,
    PETHREAD Thread,
    PIRP Irp)
{
    /* A sample looks up one name at a time. */
    static WCHAR node[256], service[32];
    NTSTATUS status;
    REQUEST *request;

    (void)Client;
    (void)NameSpace;
    (void)Provider;
    (void)Process;
    (void)Thread;
    CheckPassive("WskGetAddressInfo");
    request = RequestBegin("WskGetAddressInfo", NULL, Irp, &status);
    if (request == NULL) {
        return status;
    }
    RtlZeroMemory(node, sizeof(node));
    RtlZeroMemory(service, sizeof(service));
    if (Node != NULL) {
        RtlCopyMemory(node, Node->Buffer, min(Node->Length, sizeof(node) - 2));
        request->Node = node;
    }
    if (Service != NULL) {
        RtlCopyMemory(service, Service->Buffer, min(Service->Length, sizeof(service) - 2));
        request->Service = service;
    }
    if (Hints != NULL) {
        request->Hints.ai_flags = Hints->ai_flags;
        request->Hints.ai_family = Hints->ai_family;
        request->Hints.ai_socktype = Hints->ai_socktype;
        request->Hints.ai_protocol = Hints->ai_protocol;
    }
    request->Kind = RequestResolve;
    request->Result = Result;
    return LoopSubmit(request);
}

static VOID NTAPI FreeAddressInfo(PWSK_CLIENT Client, PADDRINFOEXW List)
{
    (void)Client;
    CheckPassive("WskFreeAddressInfo");
    if (List != NULL) {
        InterlockedDecrement(&AddressLists);
        FreeAddresses(List);
    }
}

static const WSK_PROVIDER_DISPATCH ProviderDispatch = {
    MAKE_WSK_VERSION(1, 0), 0, Socket, SocketConnect, ControlClient, GetAddressInfo, FreeAddressInfo, NULL};

/* ---- Exports ---- */

NTSTATUS NTAPI WskRegister(PWSK_CLIENT_NPI ClientNpi, PWSK_REGISTRATION Block)
{
    REGISTRATION *registration;
    NTSTATUS status = STATUS_SUCCESS;

    CheckPassive("WskRegister");
    if (OnStack(Block) || OnStack((PVOID)ClientNpi->Dispatch)) {
        Bug("WskRegister: the block or the dispatch table is on the stack");
    }
    if (FindRegistration(Block) != NULL) {
        Bug("WskRegister: block %p is registered already", Block);
        return STATUS_INVALID_PARAMETER;
    }
    if (ClientNpi->Dispatch->Version != MAKE_WSK_VERSION(1, 0) || ClientNpi->Dispatch->Reserved != 0) {
        Bug("WskRegister: version %04x, reserved %u", ClientNpi->Dispatch->Version, ClientNpi->Dispatch->Reserved);
    }
    if (Fault("WskRegister", &status) != FaultNone) {
        return status;
    }
    if (Registered++ == 0 && !LoopStart()) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    registration = FindRegistration(NULL);
    registration->Block = Block;
    registration->Dispatch = ClientNpi->Dispatch;
    registration->Captures = 0;
    return status;
}

NTSTATUS NTAPI WskCaptureProviderNPI(PWSK_REGISTRATION Block, ULONG Timeout, PWSK_PROVIDER_NPI ProviderNpi)
{
    REGISTRATION *registration = FindRegistration(Block);
    NTSTATUS status = STATUS_SUCCESS;

    if (Timeout != WSK_NO_WAIT) {
        CheckPassive("WskCaptureProviderNPI");
    }
    if (registration == NULL) {
        Bug("WskCaptureProviderNPI: block %p is not registered", Block);
        return STATUS_INVALID_PARAMETER;
    }
    if (Fault("WskCaptureProviderNPI", &status) == FaultNone) {
        registration->Captures++;
        ProviderNpi->Client = Block;
        ProviderNpi->Dispatch = &ProviderDispatch;
    }
    return status;
}

VOID NTAPI WskReleaseProviderNPI(PWSK_REGISTRATION Block)
{
    REGISTRATION *registration = FindRegistration(Block);

    if (registration == NULL || registration->Captures == 0) {
        Bug("WskReleaseProviderNPI without a capture");
        return;
    }
    if (AddressLists != 0) {
        Bug("WskReleaseProviderNPI before %ld results of WskGetAddressInfo are freed", AddressLists);
    }
    registration->Captures--;
}

NTSTATUS NTAPI WskQueryProviderCharacteristics(PWSK_REGISTRATION Block, PWSK_PROVIDER_CHARACTERISTICS Characteristics)
{
    if (FindRegistration(Block) == NULL) {
        Bug("WskQueryProviderCharacteristics: block %p is not registered", Block);
        return STATUS_INVALID_PARAMETER;
    }
    Characteristics->HighestVersion = MAKE_WSK_VERSION(1, 0);
    Characteristics->LowestVersion = MAKE_WSK_VERSION(1, 0);
    return STATUS_SUCCESS;
}

VOID NTAPI WskDeregister(PWSK_REGISTRATION Block)
{
    REGISTRATION *registration = FindRegistration(Block);

    CheckPassive("WskDeregister");
    if (registration == NULL) {
        Bug("WskDeregister: block %p is not registered", Block);
        return;
    }
    /* On Windows these two wait, for ever if nobody else ends them. */
    if (registration->Captures != 0) {
        Bug("WskDeregister while the provider NPI is captured");
    }
    if (SocketsOpen() != 0 || RequestsPending() != 0) {
        Bug("WskDeregister with %lu sockets open and %lu requests pending", SocketsOpen(), RequestsPending());
    }
    registration->Block = NULL;
    if (--Registered == 0) {
        LoopStop();
        StaticEvents = 0;
    }
}

/* ---- Module ---- */

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    (void)Driver;
    (void)Path;
    return STATUS_SUCCESS;
}

/* Wine loads this module with the driver that imports it, and lets go of it after the driver is gone. */
INT NTAPI DllMain(HANDLE Module, ULONG Reason, PVOID Reserved)
{
    (void)Module;
    (void)Reserved;
    if (Reason == 1) {
        KernelStart();
        LogOpen();
        Log("loaded");
    } else if (Reason == 0) {
        if (Registered != 0) {
            Bug("the driver is gone and %ld registrations are left", Registered);
        }
        KernelReport();
        LogCalls();
        Log("unloaded");
    }
    return TRUE;
}
