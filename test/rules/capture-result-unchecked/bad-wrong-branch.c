// The test is there, but turned round: the table is called where the capture failed.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION FbReg;

NTSTATUS FbListTransports(PVOID Buffer, SIZE_T Length)
{
    NTSTATUS st, st2 = STATUS_SUCCESS;
    WSK_PROVIDER_NPI npi = { 0 };

    st = WskCaptureProviderNPI(&FbReg, WSK_NO_WAIT, &npi);
    if (NT_ERROR(st)) {
        st2 = npi.Dispatch->WskControlClient( // want: capture-result-unchecked
            npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Length, Buffer, &Length, NULL);
    } else {
        WskReleaseProviderNPI(&FbReg);
    }
    return st2;
}
