// A scope guard destroys the owner through a function template that calls the destructor of its parameter by name.
#include <ntddk.h>
#include <wsk.h>

template <typename Action> class undo {
public:
    explicit undo(Action action) : action_(action) {}
    ~undo()
    {
        if (armed_) {
            action_();
        }
    }
    void cancel() { armed_ = false; }

private:
    Action action_;
    bool armed_ = true;
};

template <typename Action> undo<Action> make_undo(Action action) { return undo<Action>(action); }

class network {
public:
    ~network()
    {
        if (open_) {
            WskDeregister(&registration_);
        }
    }

    NTSTATUS open()
    {
        static const WSK_CLIENT_DISPATCH table = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
        WSK_CLIENT_NPI client = { nullptr, &table };
        NTSTATUS status = WskRegister(&client, &registration_);
        open_ = NT_SUCCESS(status);
        return status;
    }

private:
    WSK_REGISTRATION registration_;
    bool open_ = false;
};

network *create_network();

static network *the_network;
static PDEVICE_OBJECT the_device;

template <typename Object> void dispose(Object *&object)
{
    if (object != nullptr) {
        object->~Object();
        ExFreePool(object);
        object = nullptr;
    }
}

static void unload(PDRIVER_OBJECT)
{
    IoDeleteDevice(the_device);
    dispose(the_network);
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    the_network = create_network();
    if (the_network == nullptr) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    auto cleanup = make_undo([] { dispose(the_network); });
    NTSTATUS status = the_network->open();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = IoCreateDevice(driver, 0, nullptr, FILE_DEVICE_NETWORK, 0, FALSE, &the_device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    driver->DriverUnload = unload;
    cleanup.cancel();
    return STATUS_SUCCESS;
}
