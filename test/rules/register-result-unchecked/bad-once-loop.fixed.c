// A loop that runs once: failing steps break out of it.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS NetStart(PVOID *Buffer)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = STATUS_NO_MEMORY;

    do {
        *Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'fbtN');
        if (*Buffer == NULL)
            break;

        status = WskRegister(&client, &Registration);
        if (!NT_SUCCESS(status))
            break;
        status = STATUS_SUCCESS;
    } while (FALSE);

    if (!NT_SUCCESS(status) && *Buffer != NULL)
        ExFreePoolWithTag(*Buffer, 'fbtN');
    return status;
}

VOID NetStop(VOID)
{
    WskDeregister(&Registration);
}
