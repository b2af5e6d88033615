// A goto ladder in which one step jumps below the label that deregisters.
#include <ntddk.h>
#include <wsk.h>

#define RDR_TAG 'rdRB'

typedef struct _RDR_GLOBALS {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PVOID ScratchBuffer;
    PIRP Irp;
} RDR_GLOBALS;

static RDR_GLOBALS Rdr;
static const WSK_CLIENT_DISPATCH RdrDispatch = { .Version = MAKE_WSK_VERSION(1, 0) };

NTSTATUS RdrStartNetwork(VOID)
{
    WSK_CLIENT_NPI npi = { .ClientContext = NULL, .Dispatch = &RdrDispatch };
    NTSTATUS status;

    Rdr.ScratchBuffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, PAGE_SIZE, RDR_TAG);
    if (Rdr.ScratchBuffer == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Exit;
    }

    status = WskRegister(&npi, &Rdr.Registration);
    if (!NT_SUCCESS(status))
        goto FreeScratch;

    status = WskCaptureProviderNPI(&Rdr.Registration, WSK_INFINITE_WAIT, &Rdr.Provider);
    if (!NT_SUCCESS(status))
        goto Deregister;

    Rdr.Irp = IoAllocateIrp(1, FALSE);
    if (Rdr.Irp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Release;
    }

    return STATUS_SUCCESS;

Release:
    WskReleaseProviderNPI(&Rdr.Registration);
Deregister:
    WskDeregister(&Rdr.Registration);
FreeScratch:
    ExFreePoolWithTag(Rdr.ScratchBuffer, RDR_TAG);
    Rdr.ScratchBuffer = NULL;
Exit:
    return status;
}

VOID RdrStopNetwork(VOID)
{
    IoFreeIrp(Rdr.Irp);
    WskReleaseProviderNPI(&Rdr.Registration);
    WskDeregister(&Rdr.Registration);
    ExFreePoolWithTag(Rdr.ScratchBuffer, RDR_TAG);
}
