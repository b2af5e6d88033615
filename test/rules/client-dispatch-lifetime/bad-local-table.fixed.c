// The table is a local variable of the function that returns registered.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS
NblRegister(
    PWSK_REGISTRATION registration
    )
{
	WSK_CLIENT_NPI clientNpi;
	static WSK_CLIENT_DISPATCH clientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
	NTSTATUS status;

	clientNpi.ClientContext = NULL;
	clientNpi.Dispatch = &clientDispatch;

	status = WskRegister(&clientNpi, registration);
	if (!NT_SUCCESS(status))
		DbgPrint("nbl: WskRegister 0x%x\n", status);

	return status;
}

VOID
NblDeregister(
    PWSK_REGISTRATION registration
    )
{
	WskDeregister(registration);
}
