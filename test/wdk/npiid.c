/* What a driver links from the WDK's netio.lib and mingw-w64's libnetio.a lacks. */
#include <ntddk.h>
#include <wsk.h>

const NPIID NPI_WSK_INTERFACE_ID = {0x2227e803, 0x8d8b, 0x11d4, {0xab, 0xad, 0x00, 0x90, 0x27, 0x71, 0x9e, 0x09}};
