// A version that no documentation knows: information.
#include <ntddk.h>
#include <wsk.h>

const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 1), 0, NULL }; // want: client-dispatch-version info
const WSK_CLIENT_DISPATCH Word = { 0x0100, 0, NULL }; // want: client-dispatch-version info
