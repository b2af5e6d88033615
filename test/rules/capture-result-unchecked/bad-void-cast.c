// Cast to void: reported as information.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION reg;
extern WSK_PROVIDER_NPI npi;

void npi_get(void)
{
	(void)WskCaptureProviderNPI(&reg, WSK_INFINITE_WAIT, &npi); // want: capture-result-unchecked info
}

void npi_put(void)
{
	WskReleaseProviderNPI(&reg);
}
