// After a reset of the network the client registers anew and closes the socket of the new registration.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static WSK_REGISTRATION Registration;
static PWSK_SOCKET Socket;

extern PWSK_SOCKET OpenSocket();

NTSTATUS Restart(PIRP Irp)
{
    WSK_CLIENT_NPI client = { nullptr, &Dispatch };

    WskDeregister(&Registration);
    NTSTATUS status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    Socket = OpenSocket();
    if (Socket == nullptr) {
        WskDeregister(&Registration);
        return STATUS_UNSUCCESSFUL;
    }
    auto dispatch = static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(Socket->Dispatch);
    dispatch->WskCloseSocket(Socket, Irp);
    return STATUS_SUCCESS;
}

VOID Stop()
{
    WskDeregister(&Registration);
}
