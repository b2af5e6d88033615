// WskClient.h - a WSK client with explicit set-up and tear-down.
#pragma once

#include <ntddk.h>
#include <wsk.h>

namespace beacon {

// There are no exceptions and no static constructors in this driver: objects are plain
// storage until Init succeeds, and Shutdown undoes what Init has done.
class WskClient {
public:
    NTSTATUS Init(ULONG captureTimeoutMs);
    void Shutdown();

    NTSTATUS OpenSocket(PWSK_SOCKET* socket);
    void CloseSocket(PWSK_SOCKET socket);
    NTSTATUS QueryTransports(ULONG* count);

private:
    static NTSTATUS Completed(PDEVICE_OBJECT, PIRP, PVOID context);

    WSK_REGISTRATION registration_;
    WSK_PROVIDER_NPI provider_;
    bool registered_;
    bool captured_;
};

class Beacon {
public:
    NTSTATUS Start();
    void Stop();

private:
    WskClient client_;
    PWSK_SOCKET socket_;
};

} // namespace beacon
