// The block is a member: one function reaches it by the object, the other by a pointer to it.
#include <ntddk.h>
#include <wsk.h>

struct Context
{
    WSK_REGISTRATION Registration;
};

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static Context g_Context;
static Context *g_Current = &g_Context;

static void Unload(PDRIVER_OBJECT)
{
    WskDeregister(&g_Current->Registration);
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING)
{
    WSK_CLIENT_NPI client = { nullptr, &Dispatch };

    DriverObject->DriverUnload = Unload;
    return WskRegister(&client, &g_Context.Registration);
}
