// The first user registers, the last one deregisters.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static ULONG Users;
static KGUARDED_MUTEX Lock;

NTSTATUS NetReference(VOID)
{
    NTSTATUS status = STATUS_SUCCESS;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    KeAcquireGuardedMutex(&Lock);
    if (Users == 0) {
        status = WskRegister(&npi, &Registration);
        if (NT_SUCCESS(status)) {
            status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
            if (!NT_SUCCESS(status)) {
                WskDeregister(&Registration);
            }
        }
    }
    if (NT_SUCCESS(status)) {
        Users++;
    }
    KeReleaseGuardedMutex(&Lock);
    return status;
}

VOID NetDereference(VOID)
{
    KeAcquireGuardedMutex(&Lock);
    if (--Users == 0) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
    }
    KeReleaseGuardedMutex(&Lock);
}
