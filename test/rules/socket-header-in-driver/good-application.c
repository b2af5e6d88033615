#include <winsock2.h>
#include <ws2tcpip.h>

/* speaks to the driver, which has a WSK_REGISTRATION */
static WSK_REGISTRATION *None;
