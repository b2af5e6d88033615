// Two calls for two blocks, one behind a local pointer.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SIDE {
    WSK_REGISTRATION Registration;
} SIDE, *PSIDE;

extern SIDE Sides[2];

VOID StopBoth(VOID)
{
    PSIDE side = &Sides[0];

    WskDeregister(&side->Registration);
    side = &Sides[1];
    WskDeregister(&side->Registration);
}
