// Glue routines get the registration and the NPI as pointers; the driver above them keeps both in a global.
#include <ntddk.h>
#include <wsk.h>

typedef struct _WSK_GLUE {
	WSK_REGISTRATION registration;
	WSK_PROVIDER_NPI npi;
	BOOLEAN up;
} WSK_GLUE;

static const WSK_CLIENT_DISPATCH glue_dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_GLUE glue;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD glue_unload;
static KSTART_ROUTINE glue_thread;
static PVOID glue_thread_object;

static NTSTATUS wsk_glue_register(PWSK_REGISTRATION registration, PWSK_PROVIDER_NPI npi)
{
	WSK_CLIENT_NPI client;
	NTSTATUS status;

	client.ClientContext = NULL;
	client.Dispatch = &glue_dispatch;

	status = WskRegister(&client, registration);
	if (!NT_SUCCESS(status))
		return status;

	status = WskCaptureProviderNPI(registration, WSK_INFINITE_WAIT, npi);
	if (!NT_SUCCESS(status)) {
		WskDeregister(registration);
		return status;
	}

	return STATUS_SUCCESS;
}

static VOID wsk_glue_unregister(PWSK_REGISTRATION registration)
{
	WskReleaseProviderNPI(registration);
	WskDeregister(registration);
}

static NTSTATUS wsk_glue_disable_tdi(PWSK_PROVIDER_NPI npi)
{
	ULONG behavior = 1;

	return npi->Dispatch->WskControlClient(npi->Client, WSK_TDI_BEHAVIOR,
		sizeof(behavior), &behavior, 0, NULL, NULL, NULL);
}

static VOID glue_thread(PVOID context)
{
	WSK_GLUE *g = (WSK_GLUE *)context;
	NTSTATUS status;

	status = wsk_glue_register(&g->registration, &g->npi);
	if (!NT_SUCCESS(status)) {
		DbgPrint("glue: register failed %x\n", status);
		goto out;
	}

	status = wsk_glue_disable_tdi(&g->npi);
	if (!NT_SUCCESS(status)) {
		DbgPrint("glue: tdi still on %x\n", status);
		wsk_glue_unregister(&g->registration);
		goto out;
	}

	g->up = TRUE;
out:
	PsTerminateSystemThread(status);
}

static VOID glue_unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);

	KeWaitForSingleObject(glue_thread_object, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(glue_thread_object);

	if (glue.up)
		wsk_glue_unregister(&glue.registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;
	NTSTATUS status;

	UNREFERENCED_PARAMETER(path);

	status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, glue_thread, &glue);
	if (!NT_SUCCESS(status))
		return status;

	ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, NULL, KernelMode, &glue_thread_object, NULL);
	ZwClose(handle);

	driver->DriverUnload = glue_unload;
	return STATUS_SUCCESS;
}
