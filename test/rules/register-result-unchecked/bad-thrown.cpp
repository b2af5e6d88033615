// Other failures are thrown.
#include <ntddk.h>
#include <wsk.h>

struct StatusError {
    NTSTATUS Status;
    explicit StatusError(NTSTATUS status) : Status(status) {}
};

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static WSK_REGISTRATION Registration;

void Start(PDRIVER_OBJECT driver, PDEVICE_OBJECT *device)
{
    WSK_CLIENT_NPI client = { nullptr, &Dispatch };

    NTSTATUS status = IoCreateDevice(driver, 0, nullptr, FILE_DEVICE_NETWORK, 0, FALSE, device);
    if (!NT_SUCCESS(status)) {
        throw StatusError(status);
    }
    WskRegister(&client, &Registration); // want: register-result-unchecked
}

void Stop()
{
    WskDeregister(&Registration);
}
