// Dispatch was forgotten.
#include <ntddk.h>
#include <wsk.h>

typedef struct _DEV {
    WSK_REGISTRATION Registration;
} DEV, *PDEV;

NTSTATUS DevRegister(PDEV Dev)
{
    WSK_CLIENT_NPI clientNpi;
    NTSTATUS status;

    clientNpi.ClientContext = Dev;

    status = WskRegister(&clientNpi, &Dev->Registration); // want: client-npi-uninitialized
    if (!NT_SUCCESS(status)) {
        DbgPrint("dev: 0x%08lx\n", status);
    }
    return status;
}

VOID DevDeregister(PDEV Dev)
{
    WskDeregister(&Dev->Registration);
}
