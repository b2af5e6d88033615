// The driver's own macros carry all checks and jumps: GOTO_IF_FAIL, RETURN_IF_NULL, a FAILED-like predicate, constants.
#include <ntddk.h>
#include <wsk.h>

#define DX_TAG              'xDsW'
#define DX_VERSION          MAKE_WSK_VERSION(1, 0)
#define DX_CAPTURE_TIMEOUT  (3 * 1000)

#define DX_FAILED(s)        (!NT_SUCCESS(s))
#define DX_TRACE(...)       DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "dx: " __VA_ARGS__)

#define GOTO_IF_FAIL(label, status, call)                       \
    do {                                                        \
        (status) = (call);                                      \
        if (DX_FAILED(status)) {                                \
            DX_TRACE("%s: 0x%08lx\n", #call, (status));         \
            goto label;                                         \
        }                                                       \
    } while (0)

#define GOTO_IF_NULL(label, status, pointer)                    \
    do {                                                        \
        if ((pointer) == NULL) {                                \
            (status) = STATUS_INSUFFICIENT_RESOURCES;           \
            goto label;                                         \
        }                                                       \
    } while (0)

#define SAFE_FREE(pointer)                                      \
    do {                                                        \
        if ((pointer) != NULL) {                                \
            ExFreePoolWithTag((pointer), DX_TAG);               \
            (pointer) = NULL;                                   \
        }                                                       \
    } while (0)

typedef struct _DX_GLOBALS {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PVOID RxBuffer;
    PVOID TxBuffer;
    PIRP Irp;
} DX_GLOBALS;

static const WSK_CLIENT_DISPATCH DxDispatch = { DX_VERSION, 0, NULL };
static DX_GLOBALS Dx;

static NTSTATUS DxAllocateBuffers(SIZE_T Bytes)
{
    NTSTATUS status = STATUS_SUCCESS;

    Dx.RxBuffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, DX_TAG);
    GOTO_IF_NULL(Exit, status, Dx.RxBuffer);
    Dx.TxBuffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, DX_TAG);
    GOTO_IF_NULL(Exit, status, Dx.TxBuffer);

Exit:
    if (DX_FAILED(status)) {
        SAFE_FREE(Dx.RxBuffer);
    }
    return status;
}

NTSTATUS DxStart(SIZE_T Bytes)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client = { .ClientContext = &Dx, .Dispatch = &DxDispatch };

    GOTO_IF_FAIL(Exit, status, WskRegister(&client, &Dx.Registration));
    GOTO_IF_FAIL(Deregister, status,
        WskCaptureProviderNPI(&Dx.Registration, DX_CAPTURE_TIMEOUT, &Dx.Provider));
    GOTO_IF_FAIL(Release, status, DxAllocateBuffers(Bytes));

    Dx.Irp = IoAllocateIrp(1, FALSE);
    GOTO_IF_NULL(FreeBuffers, status, Dx.Irp);

    DX_TRACE("started, provider 0x%04x\n", Dx.Provider.Dispatch->Version);
    return STATUS_SUCCESS;

FreeBuffers:
    SAFE_FREE(Dx.TxBuffer);
    SAFE_FREE(Dx.RxBuffer);
Release:
    WskReleaseProviderNPI(&Dx.Registration);
Deregister:
    WskDeregister(&Dx.Registration);
Exit:
    return status;
}

VOID DxStop(VOID)
{
    IoFreeIrp(Dx.Irp);
    SAFE_FREE(Dx.TxBuffer);
    SAFE_FREE(Dx.RxBuffer);
    WskReleaseProviderNPI(&Dx.Registration);
    WskDeregister(&Dx.Registration);
}
