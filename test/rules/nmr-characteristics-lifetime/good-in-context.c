// Members of an object from the pool.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _NET {
    NPI_CLIENT_CHARACTERISTICS Characteristics;
    NPI_MODULEID ModuleId;
    HANDLE Client;
} NET, *PNET;

NTSTATUS NetCreate(PNET *Result)
{
    NTSTATUS status;
    NPI_REGISTRATION_INSTANCE *instance;
    PNET net = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(NET), 'teNx');

    if (net == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    net->ModuleId.Length = sizeof(net->ModuleId);
    net->ModuleId.Type = MIT_GUID;
    net->Characteristics.Length = sizeof(net->Characteristics);
    instance = &net->Characteristics.ClientRegistrationInstance;
    instance->Size = sizeof(*instance);
    instance->ModuleId = &net->ModuleId;

    status = NmrRegisterClient(&net->Characteristics, net, &net->Client);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(net, 'teNx');
        return status;
    }
    *Result = net;
    return STATUS_SUCCESS;
}
