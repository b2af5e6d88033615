#include <windows.h>
#include <wsk.h> // want: wsk-in-user-mode-project "TARGETTYPE is 'PROGRAM'"

WSK_REGISTRATION *Registration;
