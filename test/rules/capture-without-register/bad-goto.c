// The failed registration jumps to the step behind it instead of out.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { .Version = MAKE_WSK_VERSION(1, 0) };
static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Npi;

NTSTATUS Up(BOOLEAN Early)
{
    WSK_CLIENT_NPI client = { .Dispatch = &Dispatch };
    NTSTATUS s = WskRegister(&client, &Reg);
    BOOLEAN registered = NT_SUCCESS(s);

    if (s != STATUS_SUCCESS) {
        DbgPrint("register %lx, early %d\n", s, Early);
        goto capture;
    }

capture:
    s = WskCaptureProviderNPI(&Reg, 500, &Npi); // want: capture-without-register
    if (s != STATUS_SUCCESS && registered)
        WskDeregister(&Reg);
    return s;
}

VOID Down(VOID)
{
    WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
}
