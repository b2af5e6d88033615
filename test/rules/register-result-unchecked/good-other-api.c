// A function of the driver's own with a similar name, and the name in strings and comments.
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS MyWskRegister(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    return STATUS_SUCCESS;
}

VOID LogSetup(VOID)
{
    /* WskRegister(&npi, &reg); is called by the other half of the driver */
    DbgPrint("WskRegister(&npi, &reg);\n");
    MyWskRegister(NULL);
}
