// C++ with if-initialisers, bit flags set by interlocked operations, and a capture done once on demand.
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH g_dispatch{ MAKE_WSK_VERSION(1, 0) };
WSK_REGISTRATION g_registration;
WSK_PROVIDER_NPI g_provider;

enum { F_REGISTERED, F_CAPTURED };
LONG g_flags;

RTL_RUN_ONCE g_once = RTL_RUN_ONCE_INIT;

bool test_flag(int bit)
{
        return (g_flags & (1L << bit)) != 0;
}

_Function_class_(RTL_RUN_ONCE_INIT_FN)
ULONG NTAPI capture_once(_Inout_ PRTL_RUN_ONCE, _Inout_opt_ PVOID param, _Inout_opt_ PVOID*)
{
        auto npi = static_cast<WSK_PROVIDER_NPI*>(param);
        enum { TIMEOUT = 60*1000 }; // milliseconds

        auto ok = npi && NT_SUCCESS(WskCaptureProviderNPI(&g_registration, TIMEOUT, npi));
        if (ok) {
                InterlockedOr(&g_flags, 1L << F_CAPTURED);
        }
        return ok;
}

} // namespace

namespace net
{

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS init()
{
        WSK_CLIENT_NPI npi{ .Dispatch = &g_dispatch };

        if (auto err = WskRegister(&npi, &g_registration)) {
                DbgPrint("WskRegister 0x%lx\n", err);
                return err;
        }

        InterlockedOr(&g_flags, 1L << F_REGISTERED);
        return STATUS_SUCCESS;
}

_IRQL_requires_(PASSIVE_LEVEL)
const WSK_PROVIDER_NPI *provider()
{
        RtlRunOnceExecuteOnce(&g_once, capture_once, &g_provider, nullptr);
        return test_flag(F_CAPTURED) ? &g_provider : nullptr;
}

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS list_transports(void *buffer, SIZE_T *length)
{
        auto npi = provider();
        if (!npi) {
                return STATUS_DEVICE_NOT_READY;
        }

        return npi->Dispatch->WskControlClient(
                npi->Client, WSK_TRANSPORT_LIST_QUERY, 0, nullptr, *length, buffer, length, nullptr);
}

_IRQL_requires_(PASSIVE_LEVEL)
void shutdown()
{
        if (test_flag(F_CAPTURED)) {
                InterlockedAnd(&g_flags, ~(1L << F_CAPTURED));
                WskReleaseProviderNPI(&g_registration);
        }

        if (test_flag(F_REGISTERED)) {
                InterlockedAnd(&g_flags, ~(1L << F_REGISTERED));
                WskDeregister(&g_registration);
        }
}

} // namespace net

extern "C" {

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD driver_unload;

VOID driver_unload(_In_ DRIVER_OBJECT*)
{
        net::shutdown();
}

NTSTATUS DriverEntry(_In_ DRIVER_OBJECT *drvobj, _In_ UNICODE_STRING*)
{
        if (auto err = net::init(); NT_ERROR(err)) {
                return err;
        }

        drvobj->DriverUnload = driver_unload;
        return STATUS_SUCCESS;
}

} // extern "C"
