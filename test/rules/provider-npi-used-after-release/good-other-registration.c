// The NPI of another registration is used after the release.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION FirstRegistration, SecondRegistration;
extern WSK_PROVIDER_NPI SecondNpi;

VOID CloseFirst(PADDRINFOEXW List)
{
    WskReleaseProviderNPI(&FirstRegistration);
    SecondNpi.Dispatch->WskFreeAddressInfo(SecondNpi.Client, List);
}

VOID CloseSecond(VOID)
{
    WskReleaseProviderNPI(&SecondRegistration);
}
