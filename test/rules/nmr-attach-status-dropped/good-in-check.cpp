// C++: a test wraps the call in a macro of its own, and a helper is no callback.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static void *provider_context;
static const void *provider_dispatch;

static NTSTATUS attach_provider(HANDLE binding, void *context, PNPI_REGISTRATION_INSTANCE)
{
    REQUIRE(NmrClientAttachProvider(binding, context, nullptr, &provider_context, &provider_dispatch) == STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

static NPI_CLIENT_CHARACTERISTICS characteristics = { 0, sizeof(characteristics), attach_provider };

bool try_attach(HANDLE binding, void *context)
{
    return NT_SUCCESS(NmrClientAttachProvider(binding, context, nullptr, &provider_context, &provider_dispatch));
}
