/*
 * Talks to the echo server: peer HOST PORT [DATAGRAMS]
 * Sends datagrams and waits for each to come back; one that does not within a second is sent again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <sys/select.h>
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

static SOCKET Connect(const char *Host, const char *Port, int Type)
{
    struct addrinfo hints = {0};
    struct addrinfo *found;
    struct addrinfo *at;
    SOCKET result = INVALID_SOCKET;

    hints.ai_socktype = Type;
    if (getaddrinfo(Host, Port, &hints, &found) != 0) {
        return INVALID_SOCKET;
    }
    for (at = found; at != NULL && result == INVALID_SOCKET; at = at->ai_next) {
        result = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (result != INVALID_SOCKET && connect(result, at->ai_addr, (int)at->ai_addrlen) != 0) {
            closesocket(result);
            result = INVALID_SOCKET;
        }
    }
    freeaddrinfo(found);
    return result;
}

#define SIZE 1000
#define TRIES 5

static int WaitForData(SOCKET Socket)
{
    fd_set set;
    struct timeval second = {1, 0};

    FD_ZERO(&set);
    FD_SET(Socket, &set);
    return select((int)Socket + 1, &set, NULL, NULL, &second) == 1;
}

static int Echo(SOCKET Socket, const char *Data)
{
    char answer[SIZE];
    int i;

    for (i = 0; i < TRIES; i++) {
        if (send(Socket, Data, SIZE, 0) != SIZE) {
            return 0;
        }
        if (WaitForData(Socket) && recv(Socket, answer, SIZE, 0) == SIZE && memcmp(Data, answer, SIZE) == 0) {
            return 1;
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    char data[SIZE];
    unsigned long count = argc > 3 ? strtoul(argv[3], NULL, 10) : 1000;
    unsigned long i;
    SOCKET server;

    if (argc < 3) {
        fprintf(stderr, "usage: %s HOST PORT [DATAGRAMS]\n", argv[0]);
        return EXIT_FAILURE;
    }
    if (!SocketsStart() || (server = Connect(argv[1], argv[2], SOCK_DGRAM)) == INVALID_SOCKET) {
        return Fail("looking up the server");
    }
    for (i = 0; i < count; i++) {
        memset(data, (int)i, sizeof(data));
        memcpy(data, &i, sizeof(i));
        if (!Echo(server, data)) {
            return Fail("echo");
        }
    }
    closesocket(server);
    printf("%lu datagrams came back\n", count);
    return EXIT_SUCCESS;
}
