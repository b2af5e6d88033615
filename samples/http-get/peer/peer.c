/*
 * A server for the driver to get something from: peer PORT
 * Answers each request with a body in chunks, a few bytes at a time, until it is stopped.
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
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define SD_SEND SHUT_WR
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

/* Reads until the empty line after the headers. */
static int ReceiveRequest(SOCKET Client)
{
    char end[5] = "";
    char byte;

    while (recv(Client, &byte, 1, 0) == 1) {
        memmove(end, end + 1, 3);
        end[3] = byte;
        if (memcmp(end, "\r\n\r\n", 4) == 0) {
            return 1;
        }
    }
    return 0;
}

static int SendSlowly(SOCKET Client, const char *Text)
{
    size_t length = strlen(Text);
    size_t at;

    for (at = 0; at < length; at += 3) {
        if (!SendAll(Client, Text + at, length - at < 3 ? length - at : 3)) {
            return 0;
        }
    }
    return 1;
}

int main(int argc, char **argv)
{
    char drain[256];
    SOCKET listener;
    int on = 1;

    if (argc < 2) {
        fprintf(stderr, "usage: %s PORT\n", argv[0]);
        return EXIT_FAILURE;
    }
    if (!SocketsStart() || (listener = Listen(argv[1])) == INVALID_SOCKET) {
        return Fail("listening");
    }
    for (;;) {
        SOCKET client = accept(listener, NULL, NULL);

        if (client == INVALID_SOCKET) {
            return Fail("accept");
        }
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, (const char *)&on, sizeof(on));
        if (ReceiveRequest(client) &&
            SendSlowly(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "6\r\nHello \r\nb\r\nfrom a peer\r\n0\r\n\r\n")) {
            shutdown(client, SD_SEND);
            while (recv(client, drain, sizeof(drain), 0) > 0) {
            }
        }
        closesocket(client);
    }
}
