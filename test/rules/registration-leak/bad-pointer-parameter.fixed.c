// Registration and NPI come in as pointers; the capture fails and the block stays registered.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH hv_dispatch = {
	.Version = MAKE_WSK_VERSION(1, 0),
	.Reserved = 0,
	.WskClientEvent = NULL,
};

NTSTATUS hv_wsk_attach(PWSK_REGISTRATION reg, PWSK_PROVIDER_NPI npi)
{
	WSK_CLIENT_NPI client;
	NTSTATUS rc;

	client.ClientContext = NULL;
	client.Dispatch = &hv_dispatch;

	rc = WskRegister(&client, reg);
	if (rc < 0)
		return rc;

	rc = WskCaptureProviderNPI(reg, WSK_INFINITE_WAIT, npi);
	if (rc < 0) {
		DbgPrint("hv: capture failed: %x\n", rc);
		WskDeregister(reg);
		return rc;
	}

	return 0;
}

void hv_wsk_detach(PWSK_REGISTRATION reg)
{
	WskReleaseProviderNPI(reg);
	WskDeregister(reg);
}
