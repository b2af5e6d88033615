// The registration ends in an override that runs through a pointer to the base class, and also when starting fails.
#include <ntddk.h>
#include <wsk.h>

class Part {
public:
    virtual NTSTATUS Begin() = 0;
    virtual void End() = 0;
};

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

class Sockets : public Part {
public:
    NTSTATUS Begin() override
    {
        WSK_CLIENT_NPI client = { this, &Table };
        NTSTATUS status = WskRegister(&client, &registration);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        open = true;
        buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, 'fuBS');
        if (buffer == nullptr) {
            End();
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        return STATUS_SUCCESS;
    }

    void End() override
    {
        if (buffer != nullptr) {
            ExFreePoolWithTag(buffer, 'fuBS');
            buffer = nullptr;
        }
        if (open) {
            open = false;
            WskDeregister(&registration);
        }
    }

private:
    WSK_REGISTRATION registration;
    bool open;
    void *buffer;
};

static Sockets TheSockets;
static Part *Parts[] = { &TheSockets };

static void Unload(PDRIVER_OBJECT)
{
    for (Part *part : Parts) {
        part->End();
    }
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    for (Part *part : Parts) {
        NTSTATUS status = part->Begin();
        if (!NT_SUCCESS(status)) {
            return status;
        }
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
