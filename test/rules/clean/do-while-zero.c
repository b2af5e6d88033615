// do { ... } while (FALSE) with breaks; one clean-up block behind it, driven by what was reached.
#include <ntddk.h>
#include <wsk.h>

typedef enum _STEP {
    StepNothing = 0,
    StepRegistered,
    StepCaptured,
    StepThread
} STEP;

// Declared in ntifs.h only.
NTSYSAPI NTSTATUS NTAPI ZwWaitForSingleObject(HANDLE Handle, BOOLEAN Alertable, PLARGE_INTEGER Timeout);

static const WSK_CLIENT_DISPATCH PollDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static WSK_REGISTRATION PollRegistration;
static WSK_PROVIDER_NPI PollProvider;
static KEVENT PollStop;
static PVOID PollThreadObject;

static VOID PollThread(PVOID Context)
{
    LARGE_INTEGER interval;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Context);
    interval.QuadPart = -10 * 1000 * 1000;

    do {
        DbgPrint("poll: version 0x%04x\n", PollProvider.Dispatch->Version);
        status = KeWaitForSingleObject(&PollStop, Executive, KernelMode, FALSE, &interval);
    } while (status == STATUS_TIMEOUT);

    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS PollInitialize(VOID)
{
    NTSTATUS status;
    STEP step = StepNothing;
    HANDLE thread = NULL;
    WSK_CLIENT_NPI client;

    KeInitializeEvent(&PollStop, NotificationEvent, FALSE);
    client.ClientContext = NULL;
    client.Dispatch = &PollDispatch;

    do {
        status = WskRegister(&client, &PollRegistration);
        if (!NT_SUCCESS(status)) {
            break;
        }
        step = StepRegistered;

        status = WskCaptureProviderNPI(&PollRegistration, WSK_INFINITE_WAIT, &PollProvider);
        if (!NT_SUCCESS(status)) {
            break;
        }
        step = StepCaptured;

        status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, PollThread, NULL);
        if (!NT_SUCCESS(status)) {
            break;
        }
        step = StepThread;

        status = ObReferenceObjectByHandle(
            thread, THREAD_ALL_ACCESS, NULL, KernelMode, &PollThreadObject, NULL);
    } while (FALSE);

    if (!NT_SUCCESS(status)) {
        if (step >= StepThread) {
            KeSetEvent(&PollStop, IO_NO_INCREMENT, FALSE);
            ZwWaitForSingleObject(thread, FALSE, NULL);
        }
        if (step >= StepCaptured) {
            WskReleaseProviderNPI(&PollRegistration);
        }
        if (step >= StepRegistered) {
            WskDeregister(&PollRegistration);
        }
    }

    if (thread != NULL) {
        ZwClose(thread);
    }
    return status;
}

VOID PollShutdown(VOID)
{
    KeSetEvent(&PollStop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(PollThreadObject, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(PollThreadObject);

    WskReleaseProviderNPI(&PollRegistration);
    WskDeregister(&PollRegistration);
}
