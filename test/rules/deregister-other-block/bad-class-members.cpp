// A class with two blocks, of which one is used.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

class Network
{
public:
    NTSTATUS Open()
    {
        WSK_CLIENT_NPI client = { this, &Dispatch };

        return WskRegister(&client, &m_SendRegistration);
    }

    void Close()
    {
        WskDeregister(&m_ReceiveRegistration); // want: deregister-other-block
    }

private:
    WSK_REGISTRATION m_SendRegistration;
    WSK_REGISTRATION m_ReceiveRegistration;
};

static Network g_Network;

static void Unload(PDRIVER_OBJECT)
{
    g_Network.Close();
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING)
{
    DriverObject->DriverUnload = Unload;
    return g_Network.Open();
}
