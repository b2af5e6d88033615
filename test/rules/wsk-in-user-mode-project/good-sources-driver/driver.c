#include <windows.h>
#include <wsk.h>

WSK_REGISTRATION *Registration;
