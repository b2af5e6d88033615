// The NPI is zeroed first and its dispatch pointer is what the users test.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION FbReg;
static WSK_PROVIDER_NPI FbNpi;

NTSTATUS FbAttach(VOID)
{
    NTSTATUS st = WskCaptureProviderNPI(&FbReg, WSK_NO_WAIT, &FbNpi);

    if (!NT_SUCCESS(st)) {
        RtlZeroMemory(&FbNpi, sizeof(FbNpi));
    }
    return st;
}

VOID FbFree(PADDRINFOEXW Info)
{
    if (FbNpi.Dispatch != NULL) {
        FbNpi.Dispatch->WskFreeAddressInfo(FbNpi.Client, Info);
    }
}

VOID FbDetach(VOID)
{
    if (FbNpi.Dispatch != NULL) {
        WskReleaseProviderNPI(&FbReg);
        FbNpi.Dispatch = NULL;
    }
}
