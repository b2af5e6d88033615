// Other members of the structure around the block may be written at any time.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NET {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    ULONG State;
    UCHAR Name[32];
} NET, *PNET;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS NetUp(PNET Net)
{
    WSK_CLIENT_NPI npi = { Net, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Net->Registration);

    if (NT_SUCCESS(status)) {
        Net->State = 1;
        RtlZeroMemory(&Net->Npi, sizeof(Net->Npi));
        RtlZeroMemory(Net->Name, sizeof(Net->Name));
    }
    return status;
}

VOID NetDown(PNET Net)
{
    WskDeregister(&Net->Registration);
    Net->State = 0;
}
