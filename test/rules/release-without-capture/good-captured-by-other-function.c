// Captured by one function, released by another, guarded by a bit.
#include <ntddk.h>
#include <wsk.h>

#define F_REGISTERED 0x1
#define F_CAPTURED   0x2

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static ULONG Flags;

NTSTATUS SockCreate(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;
    Flags |= F_REGISTERED;

    status = WskCaptureProviderNPI(&Registration, 50, &Provider);
    if (NT_SUCCESS(status))
        Flags |= F_CAPTURED;

    return status;
}

VOID SockDestroy(VOID)
{
    if (Flags & F_CAPTURED)
        WskReleaseProviderNPI(&Registration);
    if (Flags & F_REGISTERED)
        WskDeregister(&Registration);
    Flags = 0;
}
