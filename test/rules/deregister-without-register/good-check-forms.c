// Guards of many kinds in front of the deregistration.
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
    WskDeregister(Reg);
out:
    return s;
}

NTSTATUS F1(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    NTSTATUS s = WskRegister(&c, Reg);

    if (s != STATUS_SUCCESS)
        return s;
    WskDeregister(Reg);
    return s;
}

VOID F2(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };

    if (NT_SUCCESS(WskRegister(&c, Reg)))
        WskDeregister(Reg);
}

BOOLEAN F3(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    BOOLEAN bad = !NT_SUCCESS(WskRegister(&c, Reg));

    if (!bad)
        WskDeregister(Reg);
    return !bad;
}

NTSTATUS F4(PWSK_REGISTRATION Reg, ULONG Steps)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    ULONG done = 0;
    NTSTATUS s = WskRegister(&c, Reg);

    if (NT_SUCCESS(s))
        done |= 1;
    if (Steps > 1)
        done |= 2;
    if (done & 1)
        WskDeregister(Reg);
    return s;
}

NTSTATUS F5(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    PWSK_REGISTRATION registered = NULL;
    NTSTATUS s = WskRegister(&c, Reg);

    if (NT_SUCCESS(s))
        registered = Reg;
    if (registered != NULL)
        WskDeregister(registered);
    return s;
}

NTSTATUS F6(PWSK_REGISTRATION Reg)
{
    WSK_CLIENT_NPI c = { NULL, &D };
    int stage = 0;
    NTSTATUS s = WskRegister(&c, Reg);

    if (!NT_SUCCESS(s))
        goto unwind;
    stage = 1;
    s = STATUS_CANCELLED;

unwind:
    switch (stage) {
    case 1:
        WskDeregister(Reg);
        break;
    default:
        break;
    }
    return s;
}
