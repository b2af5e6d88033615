// C++: queued from DriverEntry, waiting in the work item.
#include <ntddk.h>
#include <wsk.h>

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
WORK_QUEUE_ITEM item;
KEVENT done;

void capture_worker(void *)
{
    WSK_PROVIDER_NPI npi{};
    if (NT_SUCCESS(WskCaptureProviderNPI(&registration, WSK_INFINITE_WAIT, &npi))) {
        DbgPrint("provider %x\n", npi.Dispatch->Version);
        WskReleaseProviderNPI(&registration);
    }
    KeSetEvent(&done, IO_NO_INCREMENT, FALSE);
}
}

extern "C" DRIVER_UNLOAD Unload;
extern "C" VOID Unload(PDRIVER_OBJECT)
{
    WskDeregister(&registration);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, nullptr);
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    if (auto status = WskRegister(&npi, &registration); !NT_SUCCESS(status)) {
        return status;
    }

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    ExInitializeWorkItem(&item, capture_worker, nullptr);
    ExQueueWorkItem(&item, DelayedWorkQueue);
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
