// The driver's macro expands to a plain number.
#include <ntddk.h>
#include <wsk.h>

#define MY_WSK_VERSION 2

static const WSK_CLIENT_DISPATCH my_dispatch = {
	.Version = MAKE_WSK_VERSION(1, 0),
	.WskClientEvent = NULL,
};

const WSK_CLIENT_DISPATCH *my_client(void)
{
	return &my_dispatch;
}
