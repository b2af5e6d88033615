// A system thread gives up through PsTerminateSystemThread with its local registration alive.
#include <ntddk.h>
#include <wsk.h>

typedef struct _GLUE {
	WSK_REGISTRATION registration;
	WSK_PROVIDER_NPI npi;
	BOOLEAN up;
} GLUE;

static const WSK_CLIENT_DISPATCH glue_dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS glue_register(PWSK_REGISTRATION registration, PWSK_PROVIDER_NPI npi)
{
	WSK_CLIENT_NPI client = { NULL, &glue_dispatch };
	NTSTATUS status = WskRegister(&client, registration);

	if (!NT_SUCCESS(status))
		return status;

	status = WskCaptureProviderNPI(registration, WSK_INFINITE_WAIT, npi);
	if (!NT_SUCCESS(status))
		DbgPrint("glue: capture %x\n", status);
	if (!NT_SUCCESS(status))
		WskDeregister(registration);
	return status;
}

VOID glue_thread(PVOID context)
{
	GLUE *g = (GLUE *)context;
	NTSTATUS status = glue_register(&g->registration, &g->npi);

	if (NT_SUCCESS(status))
		g->up = TRUE;
	PsTerminateSystemThread(status);
}

VOID glue_stop(GLUE *g)
{
	if (g->up) {
		WskReleaseProviderNPI(&g->registration);
		WskDeregister(&g->registration);
	}
}
