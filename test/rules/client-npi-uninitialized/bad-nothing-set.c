// Neither member is set.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION reg;

int ws_register(void)
{
	WSK_CLIENT_NPI npi;

	return WskRegister(&npi, &reg) == STATUS_SUCCESS; // want: client-npi-uninitialized
}

void ws_unregister(void)
{
	WskDeregister(&reg);
}
