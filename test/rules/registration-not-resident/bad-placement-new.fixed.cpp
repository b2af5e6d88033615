// The object that has the block is made in paged memory that was allocated before.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

inline void *operator new(size_t, void *memory) noexcept { return memory; }

class Client {
public:
    NTSTATUS Start()
    {
        WSK_CLIENT_NPI npi = { this, &Dispatch };

        return WskRegister(&npi, &m_Registration);
    }
    void Stop() { WskDeregister(&m_Registration); }

private:
    WSK_REGISTRATION m_Registration;
};

NTSTATUS StartClient(Client **started)
{
    PVOID memory = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(Client), 'tnlC');

    if (memory == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    *started = new (memory) Client;
    return (*started)->Start();
}

void StopClient(Client *client)
{
    client->Stop();
    ExFreePoolWithTag(client, 'tnlC');
}
