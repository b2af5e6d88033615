/*
 * netblk - the registration with Winsock Kernel.
 */
#include "transport.h"

static const WSK_CLIENT_DISPATCH nb_client_dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL }; // @table

NTSTATUS
nb_wsk_open(nb_wsk_t *wsk, void *owner)
{
    WSK_CLIENT_NPI client; // @client-npi
    NTSTATUS status;

    client.ClientContext = owner; // @npi-context
    client.Dispatch = &nb_client_dispatch; // @npi-dispatch

    status = WskRegister(&client, &wsk->registration); // @register
    if (!NT_SUCCESS(status)) // @register-check
        return status;

    status = WskCaptureProviderNPI(&wsk->registration, 5000, &wsk->provider); // @leak-point @capture
    if (!NT_SUCCESS(status)) { // @capture-check
        WskDeregister(&wsk->registration); // @deregister-undo
        return status;
    }

    wsk->users = 1; // @leak-point
    return STATUS_SUCCESS;
}

void
nb_wsk_close(nb_wsk_t *wsk)
{
    WskReleaseProviderNPI(&wsk->registration); // @release-unload
    WskDeregister(&wsk->registration); // @deregister-unload
    wsk->users = 0;
}

/* The version of the provider; takes a reference of its own for the time of the call. */
NTSTATUS
nb_wsk_version(nb_wsk_t *wsk, USHORT *version)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&wsk->registration, WSK_NO_WAIT, &npi); // @capture
    if (!NT_SUCCESS(status)) { // @capture-check
        *version = 0;
        return status;
    }

    *version = npi.Dispatch->Version; // @leak-point(npi)
    WskReleaseProviderNPI(&wsk->registration); // @release-use
    return STATUS_SUCCESS;
}
