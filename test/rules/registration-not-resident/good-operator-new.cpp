// The caller of operator new names the pool, a nonpaged one; another form makes objects in place.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

void *operator new(size_t size, POOL_TYPE pool) { return ExAllocatePoolWithTag(pool, size, 'wen '); }
void operator delete(void *memory, size_t) { ExFreePoolWithTag(memory, 'wen '); }

void *operator new(size_t, void *memory) noexcept { return memory; }

struct Client {
    WSK_REGISTRATION Registration;
};

static Client *g_Client;

NTSTATUS StartClient()
{
    WSK_CLIENT_NPI npi = { nullptr, &Dispatch };

    g_Client = new (NonPagedPoolNx) Client;
    if (g_Client == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    return WskRegister(&npi, &g_Client->Registration);
}

void StopClient()
{
    WskDeregister(&g_Client->Registration);
    delete g_Client;
}
