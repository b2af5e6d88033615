// A structure of the driver's own with a member of the same name.
#include <ntddk.h>
#include <wsk.h>

typedef struct _MY_REGISTRATION {
    ULONG ReservedRegistrationState;
} MY_REGISTRATION;

static MY_REGISTRATION Mine;

VOID MineReset(VOID)
{
    Mine.ReservedRegistrationState = 0;
    RtlZeroMemory(&Mine, sizeof(Mine));
}
