// The local NPI is copied into the context that the stop routine releases: the duty goes with it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    WSK_REGISTRATION *Registration;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Captured;
} LINK, *PLINK;

NTSTATUS LinkAttach(PLINK Link)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(Link->Registration, WSK_INFINITE_WAIT, &npi);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    Link->Npi = npi;
    Link->Captured = TRUE;
    return STATUS_SUCCESS;
}

VOID LinkDetach(PLINK Link)
{
    if (Link->Captured) {
        Link->Captured = FALSE;
        WskReleaseProviderNPI(Link->Registration);
    }
}
