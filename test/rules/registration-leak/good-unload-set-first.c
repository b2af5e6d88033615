// Registration lives in the context that the failure path hands to a destroy routine.
#include <ntddk.h>
#include <wsk.h>

typedef struct _ENGINE {
    BOOLEAN WskRegistered;
    BOOLEAN NpiHeld;
    WSK_REGISTRATION WskReg;
    WSK_PROVIDER_NPI WskNpi;
    HANDLE Thread;
} ENGINE, *PENGINE;

static const WSK_CLIENT_DISPATCH EngineDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

VOID EngineDestroy(PENGINE Engine)
{
    if (Engine->NpiHeld) {
        WskReleaseProviderNPI(&Engine->WskReg);
    }
    if (Engine->WskRegistered) {
        WskDeregister(&Engine->WskReg);
    }
    ExFreePoolWithTag(Engine, 'ignE');
}

PENGINE EngineCreate(PKSTART_ROUTINE Main)
{
    PENGINE engine;
    WSK_CLIENT_NPI npi;

    engine = (PENGINE)ExAllocatePoolZero(NonPagedPoolNx, sizeof(ENGINE), 'ignE');
    if (engine == NULL) {
        return NULL;
    }

    npi.ClientContext = engine;
    npi.Dispatch = &EngineDispatch;
    if (!NT_SUCCESS(WskRegister(&npi, &engine->WskReg))) {
        goto Fail;
    }
    engine->WskRegistered = TRUE;

    if (!NT_SUCCESS(WskCaptureProviderNPI(&engine->WskReg, 1000, &engine->WskNpi))) {
        goto Fail;
    }
    engine->NpiHeld = TRUE;

    if (!NT_SUCCESS(PsCreateSystemThread(&engine->Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Main, engine))) {
        goto Fail;
    }

    return engine;

Fail:
    EngineDestroy(engine);
    return NULL;
}
