// Cast to void: reported as information.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION reg;
extern WSK_PROVIDER_NPI npi;

void npi_get(void)
{
	if (!NT_SUCCESS(WskCaptureProviderNPI(&reg, WSK_INFINITE_WAIT, &npi))) {
		return;
	}
}

void npi_put(void)
{
	WskReleaseProviderNPI(&reg);
}
