// Hidden in a macro that discards the value.
#include <ntddk.h>
#include <wsk.h>

#define NET_TRACE(x) DbgPrint x
#define NET_CALL(what) do { NET_TRACE(("net: " #what "\n")); what; } while (0)

static const WSK_CLIENT_DISPATCH disp = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION reg;

void ws_up(void)
{
	WSK_CLIENT_NPI npi = { NULL, &disp };

	if (!NT_SUCCESS(WskRegister(&npi, &reg))) {
		return;
	}
}

void ws_down(void)
{
	WskDeregister(&reg);
}
