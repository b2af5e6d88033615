// The literal in a one-line initialiser, and a designated one.
#include <ntddk.h>
#include <wsk.h>

const WSK_CLIENT_DISPATCH First = { 1, 0, NULL }; // want: client-dispatch-version
const WSK_CLIENT_DISPATCH Second = { .Version = 10, .Reserved = 0 }; // want: client-dispatch-version
