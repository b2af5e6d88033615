// A whole small driver: the glue forgets the registration when the capture fails, the thread above it just ends.
#include <ntddk.h>
#include <wsk.h>

typedef struct _WSK_STATE {
	WSK_REGISTRATION registration;
	WSK_PROVIDER_NPI npi;
	BOOLEAN up;
} WSK_STATE;

static const WSK_CLIENT_DISPATCH state_dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_STATE state;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD state_unload;
static KSTART_ROUTINE state_thread;
static PVOID state_thread_object;

static NTSTATUS state_register(PWSK_REGISTRATION registration, PWSK_PROVIDER_NPI npi)
{
	WSK_CLIENT_NPI client;
	NTSTATUS status;

	client.ClientContext = NULL;
	client.Dispatch = &state_dispatch;

	status = WskRegister(&client, registration);
	if (!NT_SUCCESS(status))
		return status;

	status = WskCaptureProviderNPI(registration, WSK_INFINITE_WAIT, npi);
	if (!NT_SUCCESS(status)) {
		state_unregister(&state.registration);
		return status;
	}

	return STATUS_SUCCESS;
}

static VOID state_unregister(PWSK_REGISTRATION registration)
{
	WskReleaseProviderNPI(registration);
	WskDeregister(registration);
}

static VOID state_thread(PVOID context)
{
	WSK_STATE *s = (WSK_STATE *)context;
	NTSTATUS status;

	status = state_register(&s->registration, &s->npi);
	if (!NT_SUCCESS(status))
		DbgPrint("state: register failed %x\n", status);
	else
		s->up = TRUE;

	PsTerminateSystemThread(status);
}

static VOID state_unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);

	KeWaitForSingleObject(state_thread_object, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(state_thread_object);

	if (state.up)
		state_unregister(&state.registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;
	NTSTATUS status;

	UNREFERENCED_PARAMETER(path);

	status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, state_thread, &state);
	if (!NT_SUCCESS(status))
		return status;

	ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, NULL, KernelMode, &state_thread_object, NULL);
	ZwClose(handle);

	driver->DriverUnload = state_unload;
	return STATUS_SUCCESS;
}
