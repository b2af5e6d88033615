// The literal in a one-line initialiser, and a designated one.
#include <ntddk.h>
#include <wsk.h>

const WSK_CLIENT_DISPATCH First = { MAKE_WSK_VERSION(1, 0), 0, NULL };
const WSK_CLIENT_DISPATCH Second = { .Version = MAKE_WSK_VERSION(1, 0), .Reserved = 0 };
