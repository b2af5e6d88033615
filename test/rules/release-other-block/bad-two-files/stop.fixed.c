// The end of the network.
#include "net.h"

WSK_REGISTRATION NetQueryRegistration;

VOID NetStop(VOID)
{
    WskReleaseProviderNPI(&NetRegistration);
    WskDeregister(&NetRegistration);
}
