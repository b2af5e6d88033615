// driver.cpp - announces this machine on the local network.
#include "WskClient.h"

namespace beacon {

NTSTATUS Beacon::Start()
{
    socket_ = nullptr;

    NTSTATUS status = client_.Init(500);
    if (!NT_SUCCESS(status))
        return status;

    ULONG transports = 0;
    status = client_.QueryTransports(&transports); // @leak-point
    if (!NT_SUCCESS(status)) {
        client_.Shutdown(); // @call-cleanup-undo
        return status;
    }
    DbgPrint("beacon: %lu transports\n", transports);

    status = client_.OpenSocket(&socket_);
    if (!NT_SUCCESS(status)) {
        client_.Shutdown(); // @call-cleanup-undo
        return status;
    }
    return STATUS_SUCCESS;
}

void Beacon::Stop()
{
    client_.CloseSocket(socket_); // @unload-start @close-unload
    socket_ = nullptr;
    client_.Shutdown(); // @call-cleanup-unload
}

} // namespace beacon

static beacon::Beacon g_beacon;

extern "C" DRIVER_INITIALIZE DriverEntry;
extern "C" DRIVER_UNLOAD BeaconUnload;

extern "C" void BeaconUnload(PDRIVER_OBJECT driver)
{
    IoDeleteDevice(driver->DeviceObject);
    g_beacon.Stop(); // @call-cleanup-unload
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    PDEVICE_OBJECT device = nullptr;

    NTSTATUS status = g_beacon.Start();
    if (!NT_SUCCESS(status))
        return status;

    status = IoCreateDevice(driver, 0, nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, &device); // @leak-point
    if (!NT_SUCCESS(status)) {
        g_beacon.Stop(); // @call-cleanup-undo
        return status;
    }

    driver->DriverUnload = BeaconUnload; // @unload-assign
    return STATUS_SUCCESS;
}
