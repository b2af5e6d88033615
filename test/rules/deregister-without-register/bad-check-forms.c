// The failed registration reaches the deregistration behind the many ways to test a status.
#include <ntddk.h>
#include <wsk.h>

#define FAILED_NT(s) ((s) < 0)
#define JUMP_IF_FAILED(s, label) if (FAILED_NT(s)) goto label

static const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS F0(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    JUMP_IF_FAILED(s, out);
    DbgPrint("registered\n");
out:
    WskDeregister(Reg); // want: deregister-without-register
    return s;
}

NTSTATUS F1(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (s == STATUS_SUCCESS)
        return s;
    WskDeregister(Reg); // want: deregister-without-register
    return s;
}

NTSTATUS F2(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s;

    if (NT_ERROR(s = WskRegister(&c, Reg)))
        WskDeregister(Reg); // want: deregister-without-register
    return s;
}

BOOLEAN F3(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    BOOLEAN bad = !NT_SUCCESS(WskRegister(&c, Reg));

    if (bad)
        WskDeregister(Reg); // want: deregister-without-register
    return !bad;
}

NTSTATUS F4(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    while (!NT_SUCCESS(s)) {
        WskDeregister(Reg); // want: deregister-without-register
        return s;
    }
    return s;
}

NTSTATUS F5(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    NT_SUCCESS(s) ? (void)0 : WskDeregister(Reg); // want: deregister-without-register
    return s;
}
