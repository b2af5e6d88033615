// The NPI is put into the context of a thread, which releases it when it ends.
#include <ntddk.h>
#include <wsk.h>

typedef struct _JOB {
    WSK_REGISTRATION *Registration;
    WSK_PROVIDER_NPI Npi;
    PADDRINFOEXW List;
} JOB, *PJOB;

static VOID JobThread(PVOID Context)
{
    PJOB job = (PJOB)Context;

    job->Npi.Dispatch->WskFreeAddressInfo(job->Npi.Client, job->List);
    WskReleaseProviderNPI(job->Registration);
    ExFreePoolWithTag(job, ' boJ');
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS JobStart(PWSK_REGISTRATION Registration, PADDRINFOEXW List)
{
    NTSTATUS status;
    HANDLE thread;
    PJOB job = (PJOB)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(JOB), ' boJ');

    if (job == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    job->Registration = Registration;
    job->List = List;

    status = WskCaptureProviderNPI(Registration, WSK_INFINITE_WAIT, &job->Npi);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(job, ' boJ');
        return status;
    }

    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, JobThread, job);
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(Registration);
        ExFreePoolWithTag(job, ' boJ');
        return status;
    }

    ZwClose(thread);
    return STATUS_SUCCESS;
}
