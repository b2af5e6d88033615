// The release happens only on the version-mismatch branch; the normal way out deregisters with the NPI held.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH BkDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION BkReg;

NTSTATUS BkVersion(PUSHORT Version)
{
    NTSTATUS rc;
    WSK_CLIENT_NPI npi = { NULL, &BkDispatch };
    WSK_PROVIDER_NPI provider = { NULL, NULL };

    rc = WskRegister(&npi, &BkReg);
    if (NT_SUCCESS(rc) == FALSE)
        return rc;

    rc = WskCaptureProviderNPI(&BkReg, 100, &provider);
    if (NT_SUCCESS(rc) == TRUE)
        *Version = provider.Dispatch->Version;
    else
        *Version = 0;

    if (NT_SUCCESS(rc) == TRUE && *Version < MAKE_WSK_VERSION(1, 0)) {
        WskReleaseProviderNPI(&BkReg);
        rc = STATUS_REVISION_MISMATCH;
    }

    WskDeregister(&BkReg); // want: deregister-before-release
    return rc;
}
