// One of the paths after success leaves without deregistering the local block.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH d = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS check_wsk(int keep)
{
	static WSK_REGISTRATION reg;
	WSK_CLIENT_NPI npi = { .ClientContext = NULL, .Dispatch = &d };
	NTSTATUS rc;

	rc = WskRegister(&npi, &reg);
	if (rc != STATUS_SUCCESS)
		return rc;

	if (keep)
		return STATUS_SUCCESS;

	WskDeregister(&reg);
	return STATUS_SUCCESS;
}
