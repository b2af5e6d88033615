#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

namespace Stream {
typedef class StreamLink {
public:
    StreamLink();
    ~StreamLink();
    bool IsOpen() const;
    NTSTATUS Send();

private:
    WSK_REGISTRATION _registration;
    WSK_PROVIDER_NPI _provider;
    bool _registered = false;
    bool _captured = false;
} Link;
}

namespace Datagram {
typedef class DatagramLink {
public:
    NTSTATUS Send(WSK_PROVIDER_NPI provider);
} Link;
}

Stream::StreamLink::StreamLink()
{
    WSK_CLIENT_NPI npi = { nullptr, &Dispatch };
    _registered = NT_SUCCESS(WskRegister(&npi, &_registration));
    if (_registered) {
        _captured = NT_SUCCESS(WskCaptureProviderNPI(&_registration, WSK_NO_WAIT, &_provider));
    }
}

Stream::StreamLink::~StreamLink()
{
    if (_captured) {
        WskReleaseProviderNPI(&_registration);
    }
    if (_registered) {
        WskDeregister(&_registration);
    }
}

bool Stream::StreamLink::IsOpen() const
{
    return _captured;
}

NTSTATUS Stream::StreamLink::Send()
{
    return _provider.Dispatch->WskControlClient(_provider.Client, WSK_TDI_BEHAVIOR, 0, nullptr, 0, nullptr, nullptr, nullptr);
}

NTSTATUS Datagram::DatagramLink::Send(WSK_PROVIDER_NPI provider)
{
    return provider.Dispatch->WskControlClient(provider.Client, WSK_TDI_BEHAVIOR, 0, nullptr, 0, nullptr, nullptr, nullptr);
}

NTSTATUS Probe()
{
    Stream::Link link;
    return link.IsOpen() ? link.Send() : STATUS_UNSUCCESSFUL;
}
