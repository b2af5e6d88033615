// The structure lasts, and the module id that it points to does not.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _NET {
    NPI_CLIENT_CHARACTERISTICS Characteristics;
    HANDLE Client;
} NET, *PNET;

NTSTATUS NetRegister(PNET Net, const GUID *Guid)
{
    static NPI_MODULEID moduleId;
    NTSTATUS status;

    moduleId.Length = sizeof(moduleId);
    moduleId.Type = MIT_GUID;
    moduleId.Guid = *Guid;

    Net->Characteristics.ClientRegistrationInstance.ModuleId = &moduleId;
    status = NmrRegisterClient(&Net->Characteristics, Net, &Net->Client);
    if (!NT_SUCCESS(status)) {
        DbgPrint("NmrRegisterClient: %08lx\n", status);
    }
    return status;
}
