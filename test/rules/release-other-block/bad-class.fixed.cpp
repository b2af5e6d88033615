// Two blocks in a class, and the destructor takes the wrong one for the release.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

class Transport
{
public:
    NTSTATUS Open()
    {
        WSK_CLIENT_NPI client = { this, &Dispatch };
        NTSTATUS status = WskRegister(&client, &m_Main);

        if (!NT_SUCCESS(status))
            return status;
        status = WskCaptureProviderNPI(&m_Main, WSK_NO_WAIT, &m_Provider);
        if (!NT_SUCCESS(status))
            WskDeregister(&m_Main);
        return status;
    }

    void Close()
    {
        WskReleaseProviderNPI(&m_Main);
        WskDeregister(&m_Main);
    }

private:
    WSK_REGISTRATION m_Main;
    WSK_REGISTRATION m_Spare;
    WSK_PROVIDER_NPI m_Provider;
};

static Transport g_Transport;

static void Unload(PDRIVER_OBJECT)
{
    g_Transport.Close();
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING)
{
    DriverObject->DriverUnload = Unload;
    return g_Transport.Open();
}
