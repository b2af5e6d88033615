// C++: a method of another object, whose class is in a header, has the name of one in this file.
#include "beacon.h"
#include <wsk.h>

extern const WSK_CLIENT_DISPATCH dispatch;
static WSK_REGISTRATION registration;
static WSK_PROVIDER_NPI provider;

NTSTATUS Beacon::Open(ULONG wait)
{
    WSK_CLIENT_NPI client{ nullptr, &dispatch };

    auto status = WskRegister(&client, &registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&registration, wait, &provider);
    if (!NT_SUCCESS(status)) {
        m_timer.Close();
        g_log->Close();
        WskDeregister(&registration);
    }
    return status;
}

void Beacon::Close()
{
    m_timer.Close();
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
}
