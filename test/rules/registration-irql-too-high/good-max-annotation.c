// An upper bound is no proof: the caller may well be at PASSIVE_LEVEL.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION QosRegistration;

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID
QosShutdown(
    VOID
    )
{
    PAGED_CODE();
    WskDeregister(&QosRegistration);
}

_IRQL_requires_max_(APC_LEVEL)
VOID
QosShutdownFromApi(
    VOID
    )
{
    WskDeregister(&QosRegistration);
}
