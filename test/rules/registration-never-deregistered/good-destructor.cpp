// An object of file scope registers in a method and deregisters in its destructor.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

class Client
{
public:
    NTSTATUS Open()
    {
        WSK_CLIENT_NPI client = { this, &Dispatch };
        NTSTATUS status = WskRegister(&client, &m_Registration);

        m_Open = NT_SUCCESS(status);
        return status;
    }

    ~Client()
    {
        if (m_Open)
            WskDeregister(&m_Registration);
    }

private:
    bool m_Open = false;
    WSK_REGISTRATION m_Registration;
};

static Client *g_Client;

static VOID Unload(PDRIVER_OBJECT)
{
    delete g_Client;
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING)
{
    DriverObject->DriverUnload = Unload;
    g_Client = new (NonPagedPoolNx) Client;
    if (g_Client == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    NTSTATUS status = g_Client->Open();
    if (!NT_SUCCESS(status)) {
        delete g_Client;
        g_Client = nullptr;
    }
    return status;
}
