// The reserved member is not zero.
#include <ntddk.h>
#include <wsk.h>

const WSK_CLIENT_DISPATCH Dispatch = {
    MAKE_WSK_VERSION(1, 0),
    0,
    NULL
};
