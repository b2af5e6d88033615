// Reserved members of other structures.
#include <ntddk.h>
#include <wsk.h>

typedef struct _HEADER {
    USHORT Version;
    USHORT Reserved;
    PVOID Callback;
} HEADER;

static const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { NULL, NULL, NULL };
static HEADER Header = { 1, 2, NULL };

const VOID *Table(VOID)
{
    Header.Reserved = 5;
    return &ListenDispatch;
}
