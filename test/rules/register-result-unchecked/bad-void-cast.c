// Cast to void: the author meant it, so it is reported as information only.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH dispatch = { .Version = MAKE_WSK_VERSION(1, 0) };
static WSK_REGISTRATION registration;

void net_register(void)
{
    WSK_CLIENT_NPI npi = { .Dispatch = &dispatch };

    (void)WskRegister(&npi, &registration); // want: register-result-unchecked info
}

void net_deregister(void)
{
    WskDeregister(&registration);
}
