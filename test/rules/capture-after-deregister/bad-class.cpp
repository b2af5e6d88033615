// C++: the method that probes the provider runs behind the one that closes.
#include <ntddk.h>
#include <wsk.h>

class client
{
public:
    NTSTATUS open();
    void close();
    NTSTATUS probe();
    NTSTATUS reopen();

private:
    WSK_REGISTRATION registration_;
};

static const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };

NTSTATUS client::open()
{
    WSK_CLIENT_NPI npi{ this, &dispatch };
    return WskRegister(&npi, &registration_);
}

void client::close()
{
    WskDeregister(&registration_);
}

NTSTATUS client::probe()
{
    WSK_PROVIDER_NPI npi;
    auto st = WskCaptureProviderNPI(&registration_, WSK_NO_WAIT, &npi); // want: capture-after-deregister
    if (NT_SUCCESS(st)) {
        WskReleaseProviderNPI(&registration_);
    }
    return st;
}

NTSTATUS client::reopen()
{
    close();
    return probe();
}
