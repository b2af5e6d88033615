// A version that no documentation knows: information.
#include <ntddk.h>
#include <wsk.h>

const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
const WSK_CLIENT_DISPATCH Word = { MAKE_WSK_VERSION(1, 0), 0, NULL };
