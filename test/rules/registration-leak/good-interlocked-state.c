// The library state moves on with InterlockedExchange; later steps may fail, Stop() looks at the state.
#include <ntddk.h>
#include <wsk.h>

enum { DOWN, REGISTERED, CAPTURED };

static volatile LONG g_State = DOWN;
static WSK_REGISTRATION g_Reg;
static WSK_PROVIDER_NPI g_Npi;
static const WSK_CLIENT_DISPATCH g_Disp = { MAKE_WSK_VERSION(1,0), 0, NULL };

NTSTATUS NTAPI WsStart()
{
    WSK_CLIENT_NPI  Client = {0};
    NTSTATUS        Status;

    Client.ClientContext = NULL;
    Client.Dispatch = &g_Disp;

    Status = WskRegister(&Client, &g_Reg);
    if (!NT_SUCCESS(Status))
        return Status;
    InterlockedExchange(&g_State, REGISTERED);

    Status = WskCaptureProviderNPI(&g_Reg, WSK_NO_WAIT, &g_Npi);
    if (!NT_SUCCESS(Status))
        return Status;
    InterlockedExchange(&g_State, CAPTURED);

    return STATUS_SUCCESS;
}

VOID NTAPI WsStop()
{
    LONG Old = InterlockedExchange(&g_State, DOWN);

    switch (Old) {
    case CAPTURED:
        WskReleaseProviderNPI(&g_Reg);
        /* fall through */
    case REGISTERED:
        WskDeregister(&g_Reg);
        break;
    default:
        break;
    }
}
