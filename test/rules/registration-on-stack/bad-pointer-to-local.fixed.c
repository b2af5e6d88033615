// The block is reached through a pointer variable, but is still a local.
#include <ntddk.h>
#include <wsk.h>

static CONST WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS AttachWsk(VOID)
{
    static WSK_REGISTRATION Block;
    PWSK_REGISTRATION pBlock = &Block;
    WSK_CLIENT_NPI Client;
    NTSTATUS Status;

    RtlZeroMemory(pBlock, sizeof(*pBlock));
    Client.ClientContext = NULL;
    Client.Dispatch = &g_Dispatch;

    Status = WskRegister(&Client, pBlock);
    if (!NT_SUCCESS(Status)) {
        KdPrint(("AttachWsk: 0x%x\n", Status));
    }
    return Status;
}
