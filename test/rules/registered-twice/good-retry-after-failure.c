// The loop goes round only when the registration failed.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH wd = { .Version = MAKE_WSK_VERSION(1, 0) };
static WSK_REGISTRATION wreg;

NTSTATUS wsk_attach(void)
{
	WSK_CLIENT_NPI npi = { .ClientContext = NULL, .Dispatch = &wd };
	NTSTATUS rc;
	int tries;

	for (tries = 0; tries < 3; tries++) {
		rc = WskRegister(&npi, &wreg);
		if (rc == STATUS_SUCCESS)
			return rc;
	}
	return STATUS_UNSUCCESSFUL;
}

void wsk_detach(void)
{
	WskDeregister(&wreg);
}
