/*
 * A server for the driver to talk to: peer PORT
 * Prints what a client says and says it back, one client at a time, until it is stopped.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

static int Fail(const char *What)
{
    fprintf(stderr, "%s failed\n", What);
    return EXIT_FAILURE;
}

static int SocketsStart(void)
{
#ifdef _WIN32
    WSADATA data;

    return WSAStartup(MAKEWORD(2, 2), &data) == 0;
#else
    return 1;
#endif
}

static SOCKET Listen(const char *Port)
{
    struct addrinfo hints = {0};
    struct addrinfo *found;
    SOCKET result;
    int off = 0;

    hints.ai_family = AF_INET6;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE;
    if (getaddrinfo(NULL, Port, &hints, &found) != 0) {
        return INVALID_SOCKET;
    }
    result = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (result != INVALID_SOCKET) {
        /* IPv4 as well. */
        setsockopt(result, IPPROTO_IPV6, IPV6_V6ONLY, (const char *)&off, sizeof(off));
        if (bind(result, found->ai_addr, (int)found->ai_addrlen) != 0 || listen(result, 16) != 0) {
            closesocket(result);
            result = INVALID_SOCKET;
        }
    }
    freeaddrinfo(found);
    return result;
}

static int SendAll(SOCKET Socket, const char *Data, size_t Length)
{
    while (Length > 0) {
        int sent = (int)send(Socket, Data, (int)Length, 0);

        if (sent <= 0) {
            return 0;
        }
        Data += sent;
        Length -= (size_t)sent;
    }
    return 1;
}

int main(int argc, char **argv)
{
    char data[4096];
    SOCKET listener;

    if (argc < 2) {
        fprintf(stderr, "usage: %s PORT\n", argv[0]);
        return EXIT_FAILURE;
    }
    if (!SocketsStart() || (listener = Listen(argv[1])) == INVALID_SOCKET) {
        return Fail("listening");
    }
    for (;;) {
        SOCKET client = accept(listener, NULL, NULL);
        int received;

        if (client == INVALID_SOCKET) {
            return Fail("accept");
        }
        while ((received = (int)recv(client, data, sizeof(data), 0)) > 0 && SendAll(client, data, (size_t)received)) {
            printf("%.*s", received, data);
        }
        printf("\n");
        fflush(stdout);
        closesocket(client);
    }
}
