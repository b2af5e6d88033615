// netlog.cpp - remote kernel log. RAII wrappers around WSK.
#include <ntddk.h>
#include <wsk.h>

namespace netlog {

constexpr ULONG kTag = 'goLN';

class SpinGuard {
public:
    explicit SpinGuard(KSPIN_LOCK& lock) : lock_(lock) { KeAcquireSpinLock(&lock_, &irql_); }
    ~SpinGuard() { KeReleaseSpinLock(&lock_, irql_); }
    SpinGuard(const SpinGuard&) = delete;
    SpinGuard& operator=(const SpinGuard&) = delete;

private:
    KSPIN_LOCK& lock_;
    KIRQL irql_;
};

class SyncIrp {
public:
    SyncIrp() : irp_(IoAllocateIrp(1, FALSE))
    {
        KeInitializeEvent(&event_, NotificationEvent, FALSE);
        if (irp_)
            IoSetCompletionRoutine(irp_, &SyncIrp::Completed, &event_, TRUE, TRUE, TRUE);
    }
    ~SyncIrp()
    {
        if (irp_)
            IoFreeIrp(irp_);
    }
    SyncIrp(const SyncIrp&) = delete;
    SyncIrp& operator=(const SyncIrp&) = delete;

    explicit operator bool() const { return irp_ != nullptr; }
    PIRP Get() const { return irp_; }
    NTSTATUS Wait(NTSTATUS status)
    {
        if (status == STATUS_PENDING)
            KeWaitForSingleObject(&event_, Executive, KernelMode, FALSE, nullptr);
        return irp_->IoStatus.Status;
    }
    template <typename T> T Information() const { return reinterpret_cast<T>(irp_->IoStatus.Information); }

private:
    static NTSTATUS Completed(PDEVICE_OBJECT, PIRP, PVOID context)
    {
        KeSetEvent(static_cast<PKEVENT>(context), IO_NO_INCREMENT, FALSE); // @callback
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    PIRP irp_;
    KEVENT event_;
};

class Registration {
public:
    Registration() = default;
    ~Registration() { Close(); }

    Registration(const Registration&) = delete;
    Registration& operator=(const Registration&) = delete;

    NTSTATUS Open()
    {
        WSK_CLIENT_NPI npi{}; // @client-npi
        npi.ClientContext = this;
        npi.Dispatch = &dispatch_;

        NTSTATUS status = WskRegister(&npi, &reg_); // @register
        if (NT_SUCCESS(status))
            open_ = true; // @flag-registered(undo)
        return status;
    }

    void Close()
    {
        if (open_) { // @guard-deregister
            open_ = false;
            WskDeregister(&reg_); // @deregister-unload
        }
    }

    WSK_REGISTRATION* Get() { return &reg_; }

private:
    static constexpr WSK_CLIENT_DISPATCH dispatch_{ MAKE_WSK_VERSION(1, 0), 0, nullptr }; // @table

    WSK_REGISTRATION reg_{};
    bool open_ = false;
};

class ProviderRef {
public:
    explicit ProviderRef(WSK_REGISTRATION* reg) : reg_(reg) {}
    ~ProviderRef()
    {
        if (held_) // @guard-release
            WskReleaseProviderNPI(reg_); // @release-unload
    }
    ProviderRef(const ProviderRef&) = delete;
    ProviderRef& operator=(const ProviderRef&) = delete;

    NTSTATUS Capture(ULONG timeoutMs)
    {
        NTSTATUS status = WskCaptureProviderNPI(reg_, timeoutMs, &npi_); // @capture
        held_ = NT_SUCCESS(status); // @flag-captured(condition)
        return status;
    }
    const WSK_PROVIDER_NPI* operator->() const { return &npi_; }

private:
    WSK_REGISTRATION* reg_;
    WSK_PROVIDER_NPI npi_{};
    bool held_ = false;
};

class Logger {
public:
    static void* operator new(size_t size) noexcept
    {
        return ExAllocatePoolWithTag(NonPagedPoolNx, size, kTag); // @pool
    }
    static void operator delete(void* p)
    {
        if (p)
            ExFreePoolWithTag(p, kTag);
    }

    Logger() { KeInitializeSpinLock(&lock_); }
    ~Logger() { CloseSocket(); }

    NTSTATUS Start()
    {
        NTSTATUS status = reg_.Open();
        if (!NT_SUCCESS(status))
            return status;

        ProviderRef provider(reg_.Get());
        status = provider.Capture(1000);
        if (!NT_SUCCESS(status))
            return status;

        SyncIrp irp;
        if (!irp)
            return STATUS_INSUFFICIENT_RESOURCES;

        status = irp.Wait(provider->Dispatch->WskSocket(provider->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                                        WSK_FLAG_DATAGRAM_SOCKET, nullptr, nullptr, nullptr,
                                                        nullptr, nullptr, irp.Get()));
        if (NT_SUCCESS(status))
            socket_ = irp.Information<PWSK_SOCKET>();
        return status;
    }

    NTSTATUS Probe(PWSK_PROVIDER_CHARACTERISTICS range)
    {
        WSK_PROVIDER_NPI npi;
        NTSTATUS status = WskCaptureProviderNPI(reg_.Get(), WSK_NO_WAIT, &npi); // @capture(entry)
        if (!NT_SUCCESS(status)) // @capture-check
            return status;

        range->HighestVersion = npi.Dispatch->Version; // @leak-point(npi)
        range->LowestVersion = npi.Dispatch->Version;
        WskReleaseProviderNPI(reg_.Get()); // @release-use
        return STATUS_SUCCESS;
    }

    void Count()
    {
        SpinGuard guard(lock_);
        ++lines_;
    }

private:
    void CloseSocket()
    {
        while (socket_) {
            SyncIrp irp;
            if (!irp)
                continue;
            auto basic = static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(socket_->Dispatch);
            irp.Wait(basic->WskCloseSocket(socket_, irp.Get()));
            socket_ = nullptr;
        }
    }

    Registration reg_;
    PWSK_SOCKET socket_ = nullptr;
    KSPIN_LOCK lock_;
    ULONG lines_ = 0;
};

Logger* g_logger;

} // namespace netlog

extern "C" DRIVER_INITIALIZE DriverEntry;

static void NetlogUnload(PDRIVER_OBJECT)
{
    delete netlog::g_logger; // @call-cleanup-unload
    netlog::g_logger = nullptr;
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    auto logger = new netlog::Logger();
    if (!logger)
        return STATUS_INSUFFICIENT_RESOURCES;

    NTSTATUS status = logger->Start();
    if (!NT_SUCCESS(status)) {
        delete logger; // @call-cleanup-undo
        return status;
    }

    WSK_PROVIDER_CHARACTERISTICS range{};
    if (NT_SUCCESS(logger->Probe(&range)))
        DbgPrint("netlog: WSK %x\n", range.HighestVersion);

    netlog::g_logger = logger;
    driver->DriverUnload = NetlogUnload; // @unload-assign
    return STATUS_SUCCESS;
}
