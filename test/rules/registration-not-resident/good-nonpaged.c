// Nonpaged pool in its several spellings; freed after the deregistration has returned.
#include <ntddk.h>
#include <wsk.h>

typedef struct _BK {
    WSK_REGISTRATION Registration;
    PVOID Name;
} BK, *PBK;

static const WSK_CLIENT_DISPATCH BkDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS BkRegister(PBK Bk)
{
    WSK_CLIENT_NPI npi = { Bk, &BkDispatch };
    return WskRegister(&npi, &Bk->Registration);
}

PBK BkCreate(BOOLEAN Modern)
{
    PBK bk;

    if (Modern) {
        bk = (PBK)ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, sizeof(BK), ' kcB');
    } else {
        bk = (PBK)ExAllocatePoolWithTag(NonPagedPool, sizeof(BK), ' kcB');
    }
    if (bk == NULL) {
        return NULL;
    }

    bk->Name = ExAllocatePoolWithTag(PagedPool, 64, ' kcB');
    if (bk->Name == NULL || !NT_SUCCESS(BkRegister(bk))) {
        if (bk->Name != NULL) {
            ExFreePoolWithTag(bk->Name, ' kcB');
        }
        ExFreePoolWithTag(bk, ' kcB');
        return NULL;
    }
    return bk;
}

VOID BkDelete(PBK Bk)
{
    WskDeregister(&Bk->Registration);
    ExFreePoolWithTag(Bk->Name, ' kcB');
    ExFreePoolWithTag(Bk, ' kcB');
}
