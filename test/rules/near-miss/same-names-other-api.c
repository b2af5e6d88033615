// An API of the same shape under another prefix, own functions named like WSK members, names in strings and comments.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NMX_REGISTRATION {
    PVOID Reserved;
} NMX_REGISTRATION, *PNMX_REGISTRATION;

NTSTATUS NmxRegister(PVOID Client, PNMX_REGISTRATION Registration);
NTSTATUS NmxCaptureProviderNPI(PNMX_REGISTRATION Registration, ULONG Timeout, PVOID Npi);
VOID NmxReleaseProviderNPI(PNMX_REGISTRATION Registration);
VOID NmxDeregister(PNMX_REGISTRATION Registration);

typedef struct _NMX_OPS {
    NTSTATUS (*WskSocket)(ULONG Type);
    VOID (*WskFreeAddressInfo)(PVOID Info);
} NMX_OPS;

static NMX_REGISTRATION Nmx;

static NTSTATUS WskSend(PVOID Buffer, ULONG Length)
{
    UNREFERENCED_PARAMETER(Buffer);
    UNREFERENCED_PARAMETER(Length);
    return STATUS_SUCCESS;
}

/* WskRegister(&npi, &reg); WskRegister(&npi, &reg); */
NTSTATUS NmxTrial(const NMX_OPS *Ops, PVOID Info)
{
    NMX_REGISTRATION local;

    NmxRegister(NULL, &local);
    NmxCaptureProviderNPI(&Nmx, 0xffffffff, NULL);
    NmxDeregister(&Nmx);
    NmxReleaseProviderNPI(&Nmx);
    Ops->WskFreeAddressInfo(Info);
    DbgPrint("WskDeregister(&g_Registration); WskCaptureProviderNPI(&g_Registration, -1, &npi);");
    return WskSend(Info, 4);
}
