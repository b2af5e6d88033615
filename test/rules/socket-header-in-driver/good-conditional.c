#ifdef _KERNEL_MODE
#include <wsk.h>
#else
#include <winsock2.h>
#endif

struct peer { struct sockaddr Address; };
WSK_REGISTRATION *Find(VOID);
