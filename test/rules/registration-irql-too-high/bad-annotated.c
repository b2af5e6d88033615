// The routine is annotated to run at DISPATCH_LEVEL.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION QosRegistration;

_IRQL_requires_(DISPATCH_LEVEL)
VOID
QosShutdownAtDispatch(
    VOID
    )
{
    DbgPrint("qos: down\n");
    WskDeregister(&QosRegistration); // want: registration-irql-too-high
}
