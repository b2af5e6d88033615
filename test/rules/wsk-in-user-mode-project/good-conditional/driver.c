#include <windows.h>
#ifdef _KERNEL_MODE
#include <wsk.h>
#endif

WSK_REGISTRATION *Registration;
