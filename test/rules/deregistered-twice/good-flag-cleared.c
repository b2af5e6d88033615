// Both calls ask the flag, and the first one clears it.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH fd = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION freg;

NTSTATUS f_check(void)
{
	NTSTATUS rc;
	int registered = 0;
	WSK_CLIENT_NPI npi = { NULL, &fd };
	WSK_PROVIDER_NPI prov;

	rc = WskRegister(&npi, &freg);
	if (rc == STATUS_SUCCESS)
		registered = 1;

	if (registered) {
		rc = WskCaptureProviderNPI(&freg, 100, &prov);
		if (rc == STATUS_SUCCESS) {
			WskReleaseProviderNPI(&freg);
		} else {
			WskDeregister(&freg);
			registered = 0;
		}
	}

	if (registered)
		WskDeregister(&freg);
	return rc;
}
