// The same leak behind the many ways to test a status.
#include <ntddk.h>
#include <wsk.h>

#define FAILED_NT(s)   ((s) < 0)
#define SUCCEEDED_NT(s) (!FAILED_NT(s))
#define unlikely(x)    __builtin_expect(!!(x), 0)

static const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION R[20];
static WSK_PROVIDER_NPI N[20];

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
    if (NT_ERROR(s)) {
        WskDeregister(Reg);
        return s;
    }
    return STATUS_SUCCESS;
}

NTSTATUS F1(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (STATUS_SUCCESS != s)
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (STATUS_SUCCESS != s) {
        WskDeregister(Reg);
        return s;
    }
    return STATUS_SUCCESS;
}

NTSTATUS F2(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (0 > s)
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (!(s >= 0)) {
        WskDeregister(Reg);
        return s;
    }
    return STATUS_SUCCESS;
}

NTSTATUS F3(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s;

    if (FALSE == NT_SUCCESS(s = WskRegister(&c, Reg)))
        return s;
    if (NT_SUCCESS(s = WskCaptureProviderNPI(Reg, 10, Npi)) != TRUE) {
        WskDeregister(Reg);
        return s;
    }
    return STATUS_SUCCESS;
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

NTSTATUS F5(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s;

    if ((s = WskRegister(&c, Reg)) != 0)
        return s;
    if ((s = WskCaptureProviderNPI(Reg, 10, Npi)) != 0) {
        WskDeregister(Reg);
        return s;
    }
    return 0;
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
    if (Failed(s)) {
        WskDeregister(Reg);
        return s;
    }
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
        DbgPrint("no capture\n");
    return ok;
}

NTSTATUS F9(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (unlikely(!NT_SUCCESS(s)))
        return s;
    s = WskCaptureProviderNPI(Reg, 10, Npi);
    if (unlikely(!NT_SUCCESS(s))) {
        WskDeregister(Reg);
        return s;
    }
    return s;
}

int F10(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI c = { NULL, &D };

    if (!NT_SUCCESS(WskRegister(&c, Reg)))
        return -1;
    return NT_SUCCESS(WskCaptureProviderNPI(Reg, 10, Npi)) ? 0 : -1;
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
    NTSTATUS s;

    if (NT_SUCCESS(s = WskRegister(&c, Reg)) &&
        NT_SUCCESS(s = WskCaptureProviderNPI(Reg, 10, Npi))) {
        return STATUS_SUCCESS;
    }
    return s;
}
