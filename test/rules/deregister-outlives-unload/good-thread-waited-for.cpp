// A class with a thread that it joins.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static WSK_REGISTRATION g_Registration;

class Worker
{
public:
    static void Run(PVOID)
    {
        WskDeregister(&g_Registration);
        PsTerminateSystemThread(STATUS_SUCCESS);
    }

    void Stop()
    {
        KeWaitForSingleObject(m_Thread, Executive, KernelMode, FALSE, nullptr);
        ObDereferenceObject(m_Thread);
    }

    NTSTATUS Start()
    {
        HANDLE handle;
        NTSTATUS status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, nullptr, nullptr, nullptr, Run, nullptr);

        if (NT_SUCCESS(status)) {
            ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, nullptr, KernelMode, &m_Thread, nullptr);
            ZwClose(handle);
        }
        return status;
    }

private:
    PVOID m_Thread;
};

static Worker g_Worker;

static void Unload(PDRIVER_OBJECT)
{
    g_Worker.Stop();
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING)
{
    WSK_CLIENT_NPI client = { nullptr, &Dispatch };
    NTSTATUS status = WskRegister(&client, &g_Registration);

    DriverObject->DriverUnload = Unload;
    if (NT_SUCCESS(status)) {
        status = g_Worker.Start();
        if (!NT_SUCCESS(status))
            WskDeregister(&g_Registration);
    }
    return status;
}
