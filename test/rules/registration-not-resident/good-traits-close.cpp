// An owner by a template closes what its traits say, and the object is destroyed before its memory is freed.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

inline void *operator new(size_t, void *memory) noexcept { return memory; }

template <typename Traits> class Owner {
public:
    ~Owner() { Reset(nullptr); }
    void Reset(PWSK_REGISTRATION block)
    {
        PWSK_REGISTRATION old = m_Block;

        m_Block = block;
        if (old != nullptr)
            Traits::Close(old);
    }

private:
    PWSK_REGISTRATION m_Block = nullptr;
};

struct RegistrationTraits {
    static void Close(PWSK_REGISTRATION block) { WskDeregister(block); }
};
struct CaptureTraits {
    static void Close(PWSK_REGISTRATION block) { WskReleaseProviderNPI(block); }
};

using RegistrationOwner = Owner<RegistrationTraits>;
using CaptureOwner = Owner<CaptureTraits>;

struct Device {
    WSK_REGISTRATION Block;
    WSK_PROVIDER_NPI Npi;
    RegistrationOwner Registration;
    CaptureOwner Capture;

    NTSTATUS Start()
    {
        WSK_CLIENT_NPI client = { this, &Dispatch };
        NTSTATUS status = WskRegister(&client, &Block);

        if (!NT_SUCCESS(status))
            return status;
        Registration.Reset(&Block);
        status = WskCaptureProviderNPI(&Block, 500, &Npi);
        if (!NT_SUCCESS(status))
            return status;
        Capture.Reset(&Block);
        return STATUS_SUCCESS;
    }
};

NTSTATUS CreateDevice(Device **created)
{
    PVOID memory = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(Device), 'veDW');

    if (memory == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    auto device = new (memory) Device;
    NTSTATUS status = device->Start();
    if (!NT_SUCCESS(status)) {
        device->~Device();
        ExFreePool(memory);
        return status;
    }
    *created = device;
    return STATUS_SUCCESS;
}
