// The retry condition is turned round: it goes round again after a success.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH wd = { .Version = MAKE_WSK_VERSION(1, 0) };
static WSK_REGISTRATION wreg;

NTSTATUS wsk_attach(void)
{
	WSK_CLIENT_NPI npi = { .ClientContext = NULL, .Dispatch = &wd };
	NTSTATUS rc;
	int tries = 3;

	do {
		rc = WskRegister(&npi, &wreg); // want: registered-twice
	} while (NT_SUCCESS(rc) && --tries);

	if (rc != STATUS_SUCCESS && tries < 3)
		WskDeregister(&wreg);
	return rc;
}

void wsk_detach(void)
{
	WskDeregister(&wreg);
}
