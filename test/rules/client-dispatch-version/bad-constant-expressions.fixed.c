// Versions that are written as constants of another kind.
#include <ntddk.h>
#include <wsk.h>

enum { OwnVersion = 1, OwnMajor = 2 };

static const WSK_CLIENT_DISPATCH First = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const WSK_CLIENT_DISPATCH Second = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const WSK_CLIENT_DISPATCH Third = { .Version = MAKE_WSK_VERSION(1, 0), .Reserved = 0 };
