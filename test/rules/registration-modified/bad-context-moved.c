// The context around a live block is moved to larger memory.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CONTEXT_BLOCK {
    ULONG Ports;
    WSK_REGISTRATION Registration;
} CONTEXT_BLOCK, *PCONTEXT_BLOCK;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static CONTEXT_BLOCK Early;

NTSTATUS CreateContext(PCONTEXT_BLOCK *created)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    PCONTEXT_BLOCK context;
    NTSTATUS status = WskRegister(&client, &Early.Registration);

    if (!NT_SUCCESS(status))
        return status;
    context = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(CONTEXT_BLOCK), 'kcW?');
    if (context == NULL) {
        WskDeregister(&Early.Registration);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlCopyMemory(context, &Early, sizeof(*context)); // want: registration-modified
    *created = context;
    return STATUS_SUCCESS;
}

VOID DestroyContext(PCONTEXT_BLOCK context)
{
    WskDeregister(&context->Registration);
    ExFreePool(context);
}
