// The driver's own allocation wrapper, in the same file, hands out paged pool.
#include <ntddk.h>
#include <wsk.h>

#define MEM_TAG 'meMW'

typedef struct _STATE {
    WSK_REGISTRATION Registration;
} STATE, *PSTATE;

static const WSK_CLIENT_DISPATCH StDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static PVOID MemAlloc(SIZE_T Bytes)
{
    return ExAllocatePoolWithTag(NonPagedPoolNx, Bytes, MEM_TAG);
}

NTSTATUS StateCreate(PSTATE *Out)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &StDispatch };
    PSTATE state = (PSTATE)MemAlloc(sizeof(STATE));

    if (state == NULL)
        return STATUS_NO_MEMORY;

    status = WskRegister(&npi, &state->Registration);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(state, MEM_TAG);
        return status;
    }

    *Out = state;
    return STATUS_SUCCESS;
}

VOID StateDelete(PSTATE State)
{
    WskDeregister(&State->Registration);
    ExFreePoolWithTag(State, MEM_TAG);
}
