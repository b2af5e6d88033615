/*
 * driver.c - says hello to a collector with the socket library
 */
#include "ksl.h"

#define HELLO_PORT 9009

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD HelloUnload;

static PWSK_SOCKET HelloSocket;
static PDEVICE_OBJECT HelloDevice;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, HelloUnload)
#endif

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Hello");
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);

    Status = KslInitialize();
    if (!NT_SUCCESS(Status)) {
        DbgPrint("hello: no network, 0x%08x\n", Status);
        return Status;
    }

    HelloSocket = KslSocket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET); // @leak-point
    if (HelloSocket == NULL) {
        KslDestroy(); // @call-cleanup-undo
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &HelloDevice); // @leak-point
    if (!NT_SUCCESS(Status)) {
        KslCloseSocket(HelloSocket);
        KslDestroy(); // @call-cleanup-undo
        return Status;
    }

    if (KslIsIpv6Available()) {
        DbgPrint("hello: port %d, IPv6 too\n", HELLO_PORT);
    }

    DriverObject->DriverUnload = HelloUnload; // @unload-assign
    return STATUS_SUCCESS;
}

VOID HelloUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();

    IoDeleteDevice(HelloDevice); // @unload-start
    KslCloseSocket(HelloSocket); // @close-unload
    KslDestroy(); // @call-cleanup-unload
}
