// -1 waits without end by accident of its bits; WSK_INFINITE_WAIT says it.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION reg;

int npi_get(PWSK_PROVIDER_NPI npi)
{
	return WskCaptureProviderNPI(&reg, WSK_INFINITE_WAIT, npi) == STATUS_SUCCESS;
}

void npi_put(void)
{
	WskReleaseProviderNPI(&reg);
}
