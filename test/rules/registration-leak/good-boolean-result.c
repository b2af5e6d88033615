// BOOL results, one exit, and a clean-up that asks the right one of two flags.
#include <ntddk.h>
#include <wsk.h>

static WSK_CLIENT_DISPATCH g_WskDispatch = { MAKE_WSK_VERSION(1,0), 0, 0 };
static WSK_REGISTRATION    g_WskReg;
static WSK_PROVIDER_NPI    g_WskNpi;

BOOLEAN InitSockets()
{
	WSK_CLIENT_NPI npi = {0};
	BOOLEAN        bRegistered = FALSE;
	BOOLEAN        bOk = FALSE;

	npi.Dispatch = &g_WskDispatch;

	if (NT_SUCCESS(WskRegister(&npi, &g_WskReg)))
	{
		bRegistered = TRUE;
		if (NT_SUCCESS(WskCaptureProviderNPI(&g_WskReg, 500, &g_WskNpi)))
		{
			bOk = TRUE;
		}
	}

	if (!bOk && bRegistered)
	{
		WskDeregister(&g_WskReg);
	}

	return bOk;
}

void TermSockets()
{
	WskReleaseProviderNPI(&g_WskReg);
	WskDeregister(&g_WskReg);
}
