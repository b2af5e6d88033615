// A switch that DriverEntry reads once decides in the constructor and, alike, in the destructor.
#include <ntddk.h>
#include <wsk.h>

DWORD g_UseSharedMemory;

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

class CStream {
public:
    CStream();
    ~CStream();

private:
    WSK_REGISTRATION m_registration;
    PVOID m_buffer;
};

CStream::CStream() : m_buffer(NULL)
{
    if (!g_UseSharedMemory) {
        WSK_CLIENT_NPI client;

        client.ClientContext = NULL;
        client.Dispatch = &Table;
        if (!NT_SUCCESS(WskRegister(&client, &m_registration))) {
            KeBugCheck(1);
        }
    }
}

CStream::~CStream()
{
    if (!g_UseSharedMemory) {
        WskDeregister(&m_registration);
        if (m_buffer) {
            ExFreePoolWithTag(m_buffer, 'rtsC');
        }
    }
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    g_UseSharedMemory = ReadSwitch(RegistryPath, L"UseSharedMemory");
    return STATUS_SUCCESS;
}
