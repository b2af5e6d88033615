/*
 * Stand-in for the WDK's ws2ipdef.h: IPv6 addresses and the options that drivers set.
 * Own text, written from Microsoft's published documentation. wsk.h includes it; drivers do not.
 */
#ifndef _WS2IPDEF_
#define _WS2IPDEF_

#include <in6addr.h>
#include <ws2def.h>

#define IPV6_V6ONLY 27
#define IP_PKTINFO 19
#define IPV6_PKTINFO 19
#define INET_ADDRSTRLEN 22
#define INET6_ADDRSTRLEN 65

typedef struct sockaddr_in6 {
    ADDRESS_FAMILY sin6_family;
    USHORT sin6_port;
    ULONG sin6_flowinfo;
    IN6_ADDR sin6_addr;
    ULONG sin6_scope_id;
} SOCKADDR_IN6, *PSOCKADDR_IN6;

typedef union _SOCKADDR_INET {
    SOCKADDR_IN Ipv4;
    SOCKADDR_IN6 Ipv6;
    ADDRESS_FAMILY si_family;
} SOCKADDR_INET, *PSOCKADDR_INET;

#define IN6ADDR_ANY_INIT {{{0}}}
#define IN6ADDR_LOOPBACK_INIT {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}}

#endif
