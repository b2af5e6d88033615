// A compound literal inside a function has automatic storage, too.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION zb_reg;

int zb_register(void)
{
	WSK_CLIENT_NPI npi = {
		.ClientContext = NULL,
		.Dispatch = &(WSK_CLIENT_DISPATCH){ .Version = MAKE_WSK_VERSION(1, 0) },
	};
	NTSTATUS rc = WskRegister(&npi, &zb_reg); // want: client-dispatch-lifetime

	return rc == STATUS_SUCCESS ? 0 : -1;
}

void zb_unregister(void)
{
	WskDeregister(&zb_reg);
}
