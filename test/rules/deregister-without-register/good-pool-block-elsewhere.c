// Memory that was just allocated is given to a thread, a library and a global: each may register the block in it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    WSK_REGISTRATION Registration;
    KEVENT Ready;
} CLIENT, *PCLIENT;

PCLIENT Shared;

NTSTATUS LibraryRegister(PCLIENT client);
NTSTATUS LibraryStart(VOID);
KSTART_ROUTINE RegisteringThread;

static PCLIENT Allocate(VOID)
{
    return ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(CLIENT), 'tnlC');
}

NTSTATUS ByThread(PDEVICE_OBJECT DeviceObject)
{
    HANDLE thread;
    NTSTATUS status;
    PCLIENT client = Allocate();

    if (client == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&client->Ready, NotificationEvent, FALSE);
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, RegisteringThread, client);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(client, 'tnlC');
        return status;
    }
    ZwClose(thread);
    KeWaitForSingleObject(&client->Ready, Executive, KernelMode, FALSE, NULL);
    status = IoRegisterShutdownNotification(DeviceObject);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&client->Registration);
    }
    return status;
}

NTSTATUS ByLibrary(PDEVICE_OBJECT DeviceObject)
{
    NTSTATUS status;
    PCLIENT client = Allocate();

    if (client == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = LibraryRegister(client);
    if (NT_SUCCESS(status)) {
        status = IoRegisterShutdownNotification(DeviceObject);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&client->Registration);
        }
    }
    return status;
}

NTSTATUS ByGlobal(PDEVICE_OBJECT DeviceObject)
{
    NTSTATUS status;

    Shared = Allocate();
    if (Shared == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = LibraryStart();
    if (NT_SUCCESS(status)) {
        status = IoRegisterShutdownNotification(DeviceObject);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&Shared->Registration);
        }
    }
    return status;
}
