// Other structures have versions of their own.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _EXAMPLE_CHARACTERISTICS {
    USHORT Version;
    USHORT Length;
} EXAMPLE_CHARACTERISTICS;

static const EXAMPLE_CHARACTERISTICS Example = { 2, sizeof(EXAMPLE_CHARACTERISTICS) };
static NPI_CLIENT_CHARACTERISTICS Characteristics;

VOID Prepare(EXAMPLE_CHARACTERISTICS *Other)
{
    Other->Version = 3;
    Other->Length = 0;
    Characteristics.Length = sizeof(Characteristics);
    Characteristics.ClientRegistrationInstance.NpiSpecificCharacteristics = &Example;
}
