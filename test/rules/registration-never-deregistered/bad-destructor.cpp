// The destructor forgets the registration that the constructor made.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static WSK_REGISTRATION s_Registration;

class Beacon
{
public:
    Beacon()
    {
        WSK_CLIENT_NPI client = { this, &Dispatch };

        m_Status = WskRegister(&client, &s_Registration); // want: registration-never-deregistered
    }

    ~Beacon()
    {
        KdPrint(("beacon: gone\n"));
    }

    NTSTATUS Status() const { return m_Status; }

private:
    NTSTATUS m_Status;
};

static Beacon *s_Beacon;

static void BeaconUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    delete s_Beacon;
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING)
{
    s_Beacon = new (NonPagedPoolNx) Beacon;
    if (s_Beacon == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    DriverObject->DriverUnload = BeaconUnload;
    return STATUS_SUCCESS;
}
