// A receive callback captures with a timeout from a macro.
#include <ntddk.h>
#include <wsk.h>

#define CAPTURE_TIMEOUT_MS 250

typedef struct _RX {
    WSK_REGISTRATION *Registration;
    USHORT Version;
} RX, *PRX;

static NTSTATUS NTAPI RxReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION Indication,
    SIZE_T BytesIndicated, SIZE_T *BytesAccepted);

const WSK_CLIENT_CONNECTION_DISPATCH RxDispatch = { .WskReceiveEvent = RxReceive };

static NTSTATUS NTAPI RxReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION Indication,
    SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PRX rx = (PRX)SocketContext;
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Indication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);

    status = WskCaptureProviderNPI(rx->Registration, WSK_NO_WAIT, &npi);
    if (NT_SUCCESS(status)) {
        rx->Version = npi.Dispatch->Version;
        WskReleaseProviderNPI(rx->Registration);
    }
    return STATUS_SUCCESS;
}
