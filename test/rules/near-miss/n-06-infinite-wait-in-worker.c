// N-06: WSK_INFINITE_WAIT in a thread.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

static VOID WaiterThread(PVOID Context)
{
    WSK_PROVIDER_NPI npi;

    if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &npi))) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
        WskReleaseProviderNPI(&Registration);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS StartWaiter(PHANDLE Thread, PKEVENT Event)
{
    return PsCreateSystemThread(Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, WaiterThread, Event);
}
