// Filled in member by member, and registered through a helper.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

NTSTATUS NTAPI OnAttach(HANDLE Binding, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider);
NTSTATUS NTAPI OnDetach(PVOID Context);

static HANDLE g_Client;

static NTSTATUS DoRegister(PNPI_CLIENT_CHARACTERISTICS Characteristics)
{
    return NmrRegisterClient(Characteristics, NULL, &g_Client); // want: nmr-characteristics-lifetime
}

NTSTATUS Start(VOID)
{
    NPI_CLIENT_CHARACTERISTICS c;

    RtlZeroMemory(&c, sizeof(c));
    c.Length = sizeof(c);
    c.ClientAttachProvider = OnAttach;
    c.ClientDetachProvider = OnDetach;
    return DoRegister(&c);
}
