const dispatch = 'static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};';

/** A driver of two files and a header. Its mistake, a registration-leak in driver.c, takes both files to be seen. */
export const pairDriver = {
  'net.h': 'NTSTATUS NetStart(VOID);\nVOID NetStop(VOID);\n',
  'net.c': `#include <wsk.h>
#include "net.h"

static WSK_REGISTRATION Registration;
${dispatch}

NTSTATUS NetStart(VOID)
{
    WSK_CLIENT_NPI client = {NULL, &Dispatch};
    return WskRegister(&client, &Registration);
}

VOID NetStop(VOID)
{
    WskDeregister(&Registration);
}
`,
  'driver.c': `#include <ntddk.h>
#include "net.h"

static PDEVICE_OBJECT Device;

static VOID Unload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteDevice(Device);
    NetStop();
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = NetStart();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &Device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
`,
} as const;

/** One file, one mistake: the result of WskRegister is dropped. */
export const uncheckedSource = `#include <wsk.h>
static WSK_REGISTRATION Registration;
${dispatch}
void Start(void)
{
    WSK_CLIENT_NPI client = {NULL, &Dispatch};
    WskRegister(&client, &Registration);
}
void Stop(void)
{
    WskDeregister(&Registration);
}
`;
