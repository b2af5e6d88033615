// What is freed before the deregistration is not the memory of the block.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CHAN {
    WSK_REGISTRATION *Registration;
    PVOID Scratch;
} CHAN, *PCHAN;

VOID ChanClose(PCHAN Chan)
{
    WSK_REGISTRATION *registration = Chan->Registration;

    ExFreePoolWithTag(Chan->Scratch, 'nahC');
    ExFreePoolWithTag(Chan, 'nahC');
    WskDeregister(registration);
}
