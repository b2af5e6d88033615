// The thread routine itself registers its context's block and ends without it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _JOB {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    KEVENT Stop;
} JOB, *PJOB;

static const WSK_CLIENT_DISPATCH JobDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

KSTART_ROUTINE JobThread;

VOID JobThread(PVOID Context)
{
    PJOB job = (PJOB)Context;
    WSK_CLIENT_NPI npi = { job, &JobDispatch };
    NTSTATUS status;

    status = WskRegister(&npi, &job->Registration);
    if (!NT_SUCCESS(status)) {
        PsTerminateSystemThread(status);
        return;
    }

    status = WskCaptureProviderNPI(&job->Registration, WSK_INFINITE_WAIT, &job->Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&job->Registration);
        PsTerminateSystemThread(status);
        return;
    }

    KeWaitForSingleObject(&job->Stop, Executive, KernelMode, FALSE, NULL);
    WskReleaseProviderNPI(&job->Registration);
    WskDeregister(&job->Registration);
    PsTerminateSystemThread(STATUS_SUCCESS);
}
