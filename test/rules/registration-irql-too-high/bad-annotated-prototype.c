// The prototype says at which IRQL the function is called, the definition does not.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

_IRQL_requires_(DISPATCH_LEVEL)
VOID LinkLost(VOID);

VOID LinkLost(VOID)
{
    WskDeregister(&Registration); // want: registration-irql-too-high "annotated"
}
