// The same tests with the clean-up in place.
#include <ntddk.h>
#include <wsk.h>

#define FAILED_NT(s)   ((s) < 0)
#define SUCCEEDED_NT(s) (!FAILED_NT(s))
#define unlikely(x)    __builtin_expect(!!(x), 0)

static const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static BOOLEAN Failed(NTSTATUS Status)
{
    return !NT_SUCCESS(Status);
}

NTSTATUS F0(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (NT_ERROR(s))
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (NT_ERROR(s))
        WskDeregister(Reg);
    return s;
}

NTSTATUS F2(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (0 > s)
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (!(s >= 0))
        WskDeregister(Reg);
    return s;
}

NTSTATUS F3(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s;

    if (FALSE == NT_SUCCESS(s = WskRegister(&c, Reg)))
        return s;
    if (NT_SUCCESS(s = WskCaptureProviderNPI(Reg, 10, Npi)) != TRUE)
        WskDeregister(Reg);
    return s;
}

NTSTATUS F4(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (s)
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (!s)
        return s;
    WskDeregister(Reg);
    return s;
}

NTSTATUS F6(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (FAILED_NT(s))
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (SUCCEEDED_NT(s))
        return s;
    WskDeregister(Reg);
    return s;
}

NTSTATUS F7(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (Failed(s))
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (Failed(s))
        WskDeregister(Reg);
    return s;
}

BOOLEAN F8(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    BOOLEAN ok = NT_SUCCESS(WskRegister(&c, Reg));

    if (!ok)
        return FALSE;
    ok = NT_SUCCESS(WskCaptureProviderNPI(Reg, 10, Npi));
    if (!ok)
        WskDeregister(Reg);
    return ok;
}

NTSTATUS F9(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (unlikely(!NT_SUCCESS(s)))
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (unlikely(!NT_SUCCESS(s)))
        WskDeregister(Reg);
    return s;
}

NTSTATUS F11(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi, PVOID Buffer)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (!NT_SUCCESS(s))
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (NT_SUCCESS(s) && Buffer != NULL)
        return STATUS_SUCCESS;
    if (NT_SUCCESS(s))
        WskReleaseProviderNPI(Reg);
    WskDeregister(Reg);
    return STATUS_UNSUCCESSFUL;
}

NTSTATUS F12(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s, t = STATUS_UNSUCCESSFUL;

    if (NT_SUCCESS(s = WskRegister(&c, Reg)) &&
        NT_SUCCESS(t = WskCaptureProviderNPI(Reg, 10, Npi))) {
        return STATUS_SUCCESS;
    }
    if (NT_SUCCESS(s))
        WskDeregister(Reg);
    return NT_SUCCESS(s) ? t : s;
}

NTSTATUS F13(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);
    BOOLEAN registered = (s == STATUS_SUCCESS);

    s = registered ? WskCaptureProviderNPI(Reg, 10, Npi) : s;
    if (registered && !NT_SUCCESS(s))
        WskDeregister(Reg);
    return s;
}
