// WskClient.cpp
#include "WskClient.h"

namespace beacon {

namespace {

constexpr WSK_CLIENT_DISPATCH kDispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr }; // @table

PIRP AllocateIrp(PIO_COMPLETION_ROUTINE routine, PKEVENT event)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp != nullptr) {
        KeInitializeEvent(event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(irp, routine, event, TRUE, TRUE, TRUE);
    }
    return irp;
}

NTSTATUS WaitFor(PIRP irp, PKEVENT event)
{
    KeWaitForSingleObject(event, Executive, KernelMode, FALSE, nullptr);
    return irp->IoStatus.Status;
}

} // namespace

NTSTATUS WskClient::Completed(PDEVICE_OBJECT, PIRP, PVOID context)
{
    KeSetEvent(static_cast<PKEVENT>(context), IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WskClient::Init(ULONG captureTimeoutMs)
{
    registered_ = false;
    captured_ = false;

    WSK_CLIENT_NPI npi; // @client-npi
    npi.ClientContext = this; // @npi-context
    npi.Dispatch = &kDispatch; // @npi-dispatch

    NTSTATUS status = WskRegister(&npi, &registration_); // @register
    if (!NT_SUCCESS(status)) { // @register-check
        Shutdown();
        return status;
    }
    registered_ = true; // @flag-registered(undo)

    status = WskCaptureProviderNPI(&registration_, captureTimeoutMs, &provider_); // @leak-point @capture(entry)
    if (!NT_SUCCESS(status)) { // @capture-check
        Shutdown(); // @call-cleanup-undo
        return status;
    }
    captured_ = true; // @flag-captured(undo)

    return STATUS_SUCCESS;
}

void WskClient::Shutdown()
{
    if (captured_) { // @guard-release
        captured_ = false;
        WskReleaseProviderNPI(&registration_); // @release-unload
    }
    if (registered_) { // @guard-deregister
        registered_ = false;
        WskDeregister(&registration_); // @deregister-unload
    }
}

NTSTATUS WskClient::OpenSocket(PWSK_SOCKET* socket)
{
    KEVENT event;
    PIRP irp = AllocateIrp(&WskClient::Completed, &event);
    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;

    provider_.Dispatch->WskSocket(provider_.Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                  nullptr, nullptr, nullptr, nullptr, nullptr, irp);
    const NTSTATUS status = WaitFor(irp, &event);
    if (NT_SUCCESS(status))
        *socket = reinterpret_cast<PWSK_SOCKET>(irp->IoStatus.Information);
    IoFreeIrp(irp);
    return status;
}

void WskClient::CloseSocket(PWSK_SOCKET socket)
{
    KEVENT event;
    PIRP irp;
    while ((irp = AllocateIrp(&WskClient::Completed, &event)) == nullptr) {
        LARGE_INTEGER moment;
        moment.QuadPart = -100000;
        KeDelayExecutionThread(KernelMode, FALSE, &moment);
    }

    auto basic = static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(socket->Dispatch);
    basic->WskCloseSocket(socket, irp);
    WaitFor(irp, &event);
    IoFreeIrp(irp);
}

// The size of the transport list; holds the provider for the time of the call only.
NTSTATUS WskClient::QueryTransports(ULONG* count)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(&registration_, WSK_NO_WAIT, &npi); // @capture
    if (!NT_SUCCESS(status)) // @capture-check
        return status;

    SIZE_T needed = 0; // @leak-point(npi)
    status = npi.Dispatch->WskControlClient(npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, 0, nullptr, // @provider-call
                                            &needed, nullptr);
    WskReleaseProviderNPI(&registration_); // @release-use

    *count = static_cast<ULONG>(needed / sizeof(WSK_TRANSPORT));
    return status == STATUS_BUFFER_OVERFLOW ? STATUS_SUCCESS : status;
}

} // namespace beacon
