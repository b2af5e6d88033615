// A class with a two-phase life: Open() may fail at any step and calls Close(), which is safe in every state.
#include <ntddk.h>
#include <wsk.h>

class TelemetryLink final
{
public:
    TelemetryLink() = default;
    TelemetryLink(const TelemetryLink &) = delete;
    TelemetryLink &operator=(const TelemetryLink &) = delete;
    ~TelemetryLink() { Close(); }

    NTSTATUS Open(ULONG timeoutMs);
    void Close();
    bool IsOpen() const { return m_state == State::Open; }

private:
    enum class State { Closed, Registered, Captured, Open };

    static NTSTATUS NTAPI OnIrpDone(PDEVICE_OBJECT, PIRP, PVOID context);
    static const WSK_CLIENT_DISPATCH s_clientDispatch;

    State m_state = State::Closed;
    WSK_REGISTRATION m_registration{};
    WSK_PROVIDER_NPI m_provider{};
    PIRP m_irp = nullptr;
    KEVENT m_done{};
};

const WSK_CLIENT_DISPATCH TelemetryLink::s_clientDispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

NTSTATUS NTAPI TelemetryLink::OnIrpDone(PDEVICE_OBJECT, PIRP, PVOID context)
{
    KeSetEvent(&static_cast<TelemetryLink *>(context)->m_done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS TelemetryLink::Open(ULONG timeoutMs)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client;

    if (m_state != State::Closed) {
        return STATUS_INVALID_DEVICE_STATE;
    }

    client.ClientContext = this;
    client.Dispatch = &s_clientDispatch;

    status = WskRegister(&client, &m_registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    m_state = State::Registered;

    status = WskCaptureProviderNPI(&m_registration, timeoutMs, &m_provider);
    if (!NT_SUCCESS(status)) {
        Close();
        return status;
    }
    m_state = State::Captured;

    KeInitializeEvent(&m_done, SynchronizationEvent, FALSE);
    m_irp = IoAllocateIrp(1, FALSE);
    if (m_irp == nullptr) {
        Close();
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(m_irp, OnIrpDone, this, TRUE, TRUE, TRUE);

    m_state = State::Open;
    return STATUS_SUCCESS;
}

void TelemetryLink::Close()
{
    switch (m_state) {
    case State::Open:
        IoFreeIrp(m_irp);
        m_irp = nullptr;
        [[fallthrough]];
    case State::Captured:
        WskReleaseProviderNPI(&m_registration);
        [[fallthrough]];
    case State::Registered:
        WskDeregister(&m_registration);
        break;
    case State::Closed:
        break;
    }
    m_state = State::Closed;
}

static TelemetryLink *g_link;

NTSTATUS TelemetryStart(TelemetryLink *link)
{
    auto status = link->Open(2000);
    if (NT_SUCCESS(status)) {
        g_link = link;
    }
    return status;
}

void TelemetryStop()
{
    if (g_link != nullptr && g_link->IsOpen()) {
        g_link->Close();
        g_link = nullptr;
    }
}
