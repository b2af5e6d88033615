// The other failing steps leave the __try block, and __finally cleans up by flags.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS NetStart(PVOID *Buffer)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = STATUS_SUCCESS;

    __try
    {
        *Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'fbtN');
        if (*Buffer == NULL)
        {
            status = STATUS_NO_MEMORY;
            __leave;
        }
        status = WskRegister(&client, &Registration);
        if (!NT_SUCCESS(status))
        {
            __leave;
        }
    }
    __finally
    {
        if (!NT_SUCCESS(status) && *Buffer != NULL)
        {
            ExFreePoolWithTag(*Buffer, 'fbtN');
        }
    }
    return status;
}

VOID NetStop(VOID)
{
    WskDeregister(&Registration);
}
