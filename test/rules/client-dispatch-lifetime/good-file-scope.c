// Table at file scope, NPI on the stack (N-01).
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH NblDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS NblRegister(PWSK_REGISTRATION registration)
{
	WSK_CLIENT_NPI clientNpi;

	clientNpi.ClientContext = NULL;
	clientNpi.Dispatch = &NblDispatch;

	return WskRegister(&clientNpi, registration);
}

VOID NblDeregister(PWSK_REGISTRATION registration)
{
	WskDeregister(registration);
}
