// The table is the caller's: how long it lives cannot be seen here.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS
KswRegister(
    _In_ const WSK_CLIENT_DISPATCH *Dispatch,
    _In_opt_ PVOID ClientContext,
    _Out_ PWSK_REGISTRATION Registration
    )
{
    WSK_CLIENT_NPI npi;

    npi.ClientContext = ClientContext;
    npi.Dispatch = Dispatch;
    return WskRegister(&npi, Registration);
}
