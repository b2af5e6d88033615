// The driver tests results with a macro that leaves the function.
#include <ntddk.h>
#include <wsk.h>

#define CHECK(status)                                                                                        \
	do {                                                                                                 \
		if (!NT_SUCCESS(status)) {                                                                   \
			DbgPrint("%s: %08lx\n", __FUNCTION__, (status));                                     \
			goto out;                                                                            \
		}                                                                                            \
	} while (0)

static const WSK_CLIENT_DISPATCH dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION registration;

NTSTATUS net_start(PDRIVER_OBJECT driver, PDEVICE_OBJECT *device)
{
	WSK_CLIENT_NPI client = { NULL, &dispatch };
	NTSTATUS status;

	status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, device);
	CHECK(status);
	status = WskRegister(&client, &registration);
	CHECK(status);
out:
	return status;
}

void net_stop(void)
{
	WskDeregister(&registration);
}
