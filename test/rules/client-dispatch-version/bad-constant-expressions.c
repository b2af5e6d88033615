// Versions that are written as constants of another kind.
#include <ntddk.h>
#include <wsk.h>

enum { OwnVersion = 1, OwnMajor = 2 };

static const WSK_CLIENT_DISPATCH First = { OwnVersion, 0, NULL };                         // want: client-dispatch-version
static const WSK_CLIENT_DISPATCH Second = { (0 << 8) | 1, 0, NULL };                      // want: client-dispatch-version
static const WSK_CLIENT_DISPATCH Third = { .Version = (USHORT)(OwnMajor << 8), .Reserved = 0 }; // want: client-dispatch-version
