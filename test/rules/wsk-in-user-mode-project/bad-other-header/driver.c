#include "common.h"
#include <windows.h>
#include <wsk.h> // want: wsk-in-user-mode-project

WSK_REGISTRATION *Registration;
