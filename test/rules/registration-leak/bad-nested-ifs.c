// Nested ifs in a function that answers TRUE or FALSE: the inner else forgets the registration.
#include <ntddk.h>
#include <wsk.h>

static WSK_CLIENT_DISPATCH g_WskDispatch = { MAKE_WSK_VERSION(1,0), 0, 0 };
static WSK_REGISTRATION    g_WskReg;
static WSK_PROVIDER_NPI    g_WskNpi;
static LOOKASIDE_LIST_EX   g_Requests;

BOOLEAN InitSockets()
{
	WSK_CLIENT_NPI npi = {0};
	BOOLEAN        bOk = FALSE;

	npi.Dispatch = &g_WskDispatch;

	if (NT_SUCCESS(WskRegister(&npi, &g_WskReg)))
	{
		if (NT_SUCCESS(WskCaptureProviderNPI(&g_WskReg, 500, &g_WskNpi)))
		{
			if (NT_SUCCESS(ExInitializeLookasideListEx(&g_Requests, NULL, NULL, NonPagedPoolNx, 0, 64, 'qeRT', 0)))
			{
				bOk = TRUE;
			}
			else
			{
				WskReleaseProviderNPI(&g_WskReg);
				WskDeregister(&g_WskReg);
			}
		}
		else
		{
			KdPrint(("no provider\n"));
		}
	}

	return bOk; // want: registration-leak
}

void TermSockets()
{
	ExDeleteLookasideListEx(&g_Requests);
	WskReleaseProviderNPI(&g_WskReg);
	WskDeregister(&g_WskReg);
}
