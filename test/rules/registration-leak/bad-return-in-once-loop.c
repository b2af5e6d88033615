// One step returns out of the loop that runs once, and skips the clean-up behind it.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION registration;
static PVOID buffer;

NTSTATUS net_start(void)
{
	WSK_CLIENT_NPI client = { NULL, &dispatch };
	BOOLEAN registered = FALSE;
	NTSTATUS status;

	do {
		status = WskRegister(&client, &registration);
		if (!NT_SUCCESS(status))
			break;
		registered = TRUE;

		buffer = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'fbtN');
		if (!buffer)
			return STATUS_NO_MEMORY; // want: registration-leak
	} while (FALSE);

	if (!NT_SUCCESS(status) && registered)
		WskDeregister(&registration);
	return status;
}

void net_stop(void)
{
	WskDeregister(&registration);
}
