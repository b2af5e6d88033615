// A WDF object context is nonpaged memory.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _DRIVER_CONTEXT {
    WSK_REGISTRATION Registration;
    BOOLEAN Registered;
} DRIVER_CONTEXT, *PDRIVER_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DRIVER_CONTEXT, DriverGetContext)

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

EVT_WDF_OBJECT_CONTEXT_CLEANUP DriverEvtCleanup;

NTSTATUS DriverRegister(WDFDRIVER Driver)
{
    PDRIVER_CONTEXT context = DriverGetContext(Driver);
    WSK_CLIENT_NPI npi = { context, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &context->Registration);

    if (NT_SUCCESS(status)) {
        context->Registered = TRUE;
    }
    return status;
}

VOID DriverEvtCleanup(WDFOBJECT Object)
{
    PDRIVER_CONTEXT context = DriverGetContext(Object);

    if (context->Registered) {
        context->Registered = FALSE;
        WskDeregister(&context->Registration);
    }
}
