// The context with the block comes from paged pool.
#include <ntddk.h>
#include <wsk.h>

typedef struct _BK {
    ULONG Signature;
    WSK_REGISTRATION Registration;
} BK, *PBK;

static const WSK_CLIENT_DISPATCH BkDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

PBK BkCreate(VOID)
{
    WSK_CLIENT_NPI npi;
    PBK bk = (PBK)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(BK), ' kcB');

    if (bk == NULL) {
        return NULL;
    }

    npi.ClientContext = bk;
    npi.Dispatch = &BkDispatch;
    if (!NT_SUCCESS(WskRegister(&npi, &bk->Registration))) {
        ExFreePoolWithTag(bk, ' kcB');
        return NULL;
    }
    return bk;
}

VOID BkDelete(PBK Bk)
{
    WskDeregister(&Bk->Registration);
    ExFreePoolWithTag(Bk, ' kcB');
}
