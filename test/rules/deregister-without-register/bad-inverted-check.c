// The check is inverted: the branch of the failure deregisters.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION reg;
static const WSK_CLIENT_DISPATCH disp = { .Version = MAKE_WSK_VERSION(1, 0) };

int wsk_is_usable(void)
{
	WSK_CLIENT_NPI npi = { .ClientContext = NULL, .Dispatch = &disp };
	NTSTATUS rc = WskRegister(&npi, &reg);

	if (rc != STATUS_SUCCESS) {
		WskDeregister(&reg); // want: deregister-without-register
		return 0;
	}

	WskDeregister(&reg);
	return 1;
}
