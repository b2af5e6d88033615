// The device object goes first, and with it the extension that the registration lies in.
#include <ntddk.h>
#include <wsk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Lower;
    WSK_REGISTRATION Registration;
} EXTENSION, *PEXTENSION;

VOID RemoveDevice(PDEVICE_OBJECT DeviceObject)
{
    PEXTENSION extension = (PEXTENSION)DeviceObject->DeviceExtension;

    IoDetachDevice(extension->Lower);
    WskDeregister(&extension->Registration);
    IoDeleteDevice(DeviceObject);
}
