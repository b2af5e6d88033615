// The finally block deregisters on every failure, also on those behind the capture.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH CopyDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION CopyRegistration;
static WSK_PROVIDER_NPI CopyProvider;
static PVOID CopyBuffer;

NTSTATUS CopyBegin(SIZE_T Length)
{
    NTSTATUS status;
    BOOLEAN registered = FALSE;
    WSK_CLIENT_NPI npi = { NULL, &CopyDispatch };

    __try {
        status = WskRegister(&npi, &CopyRegistration);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        registered = TRUE;

        status = WskCaptureProviderNPI(&CopyRegistration, WSK_INFINITE_WAIT, &CopyProvider);
        if (!NT_SUCCESS(status)) {
            __leave;
        }

        CopyBuffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Length, 'ypoC');
        if (!CopyBuffer) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
    }
    __finally {
        if (!NT_SUCCESS(status) && registered) {
            WskDeregister(&CopyRegistration); // want: deregister-before-release
        }
    }

    return status;
}

VOID CopyEnd(VOID)
{
    ExFreePoolWithTag(CopyBuffer, 'ypoC');
    WskReleaseProviderNPI(&CopyRegistration);
    WskDeregister(&CopyRegistration);
}
