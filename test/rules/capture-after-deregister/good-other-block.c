// One block is deregistered, the NPI is captured through the other.
#include <ntddk.h>
#include <wsk.h>

typedef struct _PAIR {
    WSK_REGISTRATION Old;
    WSK_REGISTRATION New;
    WSK_PROVIDER_NPI Npi;
} PAIR;

NTSTATUS Switch(PAIR *Pair)
{
    WskDeregister(&Pair->Old);
    return WskCaptureProviderNPI(&Pair->New, 500, &Pair->Npi);
}
