// Assigned member by member with a plain number.
#include <ntddk.h>
#include <wsk.h>

typedef struct _EXT {
    WSK_CLIENT_DISPATCH Dispatch;
    WSK_REGISTRATION Registration;
} EXT, *PEXT;

NTSTATUS ExtRegister(PEXT Ext)
{
    WSK_CLIENT_NPI npi;

    Ext->Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    Ext->Dispatch.Reserved = 0;
    Ext->Dispatch.WskClientEvent = NULL;

    npi.ClientContext = Ext;
    npi.Dispatch = &Ext->Dispatch;
    return WskRegister(&npi, &Ext->Registration);
}

VOID ExtDeregister(PEXT Ext)
{
    WskDeregister(&Ext->Registration);
}
