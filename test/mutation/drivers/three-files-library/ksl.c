/*
 * ksl.c - set-up and tear-down of the library
 */
#include "ksl.h"

volatile LONG     KslState = KSL_DOWN;
WSK_REGISTRATION  KslRegistration; // @registration
WSK_PROVIDER_NPI  KslProvider;

static const WSK_CLIENT_DISPATCH KslClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL }; // @table

NTSTATUS KslInitialize(VOID)
{
    WSK_CLIENT_NPI ClientNpi = { 0 }; // @client-npi
    NTSTATUS Status;

    if (InterlockedCompareExchange(&KslState, KSL_BUSY, KSL_DOWN) != KSL_DOWN)
        return STATUS_ALREADY_REGISTERED;

    ClientNpi.ClientContext = NULL; // @npi-context
    ClientNpi.Dispatch = &KslClientDispatch; // @npi-dispatch

    Status = WskRegister(&ClientNpi, &KslRegistration); // @register
    if (!NT_SUCCESS(Status)) { // @register-check
        InterlockedExchange(&KslState, KSL_DOWN);
        return Status;
    }

    Status = WskCaptureProviderNPI(&KslRegistration, WSK_NO_WAIT, &KslProvider); // @leak-point @capture(entry)
    if (!NT_SUCCESS(Status)) { // @capture-check
        WskDeregister(&KslRegistration); // @deregister-undo
        InterlockedExchange(&KslState, KSL_DOWN);
        return Status;
    }

    InterlockedExchange(&KslState, KSL_UP);
    return STATUS_SUCCESS;
}

VOID KslDestroy(VOID)
{
    if (InterlockedCompareExchange(&KslState, KSL_BUSY, KSL_UP) != KSL_UP)
        return;

    WskReleaseProviderNPI(&KslRegistration); // @release-unload
    WskDeregister(&KslRegistration); // @deregister-unload

    InterlockedExchange(&KslState, KSL_DOWN);
}
