// The end of the network.
#include "net.h"

WSK_REGISTRATION NetQueryRegistration;

VOID NetStop(VOID)
{
    WskReleaseProviderNPI(&NetQueryRegistration); // want: release-other-block
    WskDeregister(&NetRegistration);
}
