// Another one deregisters.
#include <ntddk.h>
#include <wsk.h>
#include "net.h"

VOID NetUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&NetRegistration);
}
