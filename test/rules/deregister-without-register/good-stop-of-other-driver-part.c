// A stop routine for a registration made in another file: nothing is known, nothing is said.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION SharedRegistration;
extern BOOLEAN SharedStarted;

VOID SharedStop(VOID)
{
    SharedStarted = FALSE;
    WskDeregister(&SharedRegistration);
}

VOID StopBlock(PWSK_REGISTRATION Block)
{
    WskDeregister(Block);
}
