/*
 * Talks to the echo server: peer HOST PORT [BYTES]
 * Sends, compares what comes back, ends its side, and waits for the server to end its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
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

#define CHUNK 4096

/* Sends a chunk and reads it back, so that neither side waits for the other with full buffers. */
static int EchoChunk(SOCKET Socket, const char *Data, size_t Length)
{
    char answer[CHUNK];
    size_t got = 0;

    if (!SendAll(Socket, Data, Length)) {
        return 0;
    }
    while (got < Length) {
        int received = (int)recv(Socket, answer + got, (int)(Length - got), 0);

        if (received <= 0) {
            return 0;
        }
        got += (size_t)received;
    }
    return memcmp(Data, answer, Length) == 0;
}

int main(int argc, char **argv)
{
    char data[CHUNK];
    size_t bytes = argc > 3 ? strtoul(argv[3], NULL, 10) : 1000000;
    size_t done = 0;
    size_t i;
    SOCKET server;

    if (argc < 3) {
        fprintf(stderr, "usage: %s HOST PORT [BYTES]\n", argv[0]);
        return EXIT_FAILURE;
    }
    if (!SocketsStart() || (server = Connect(argv[1], argv[2], SOCK_STREAM)) == INVALID_SOCKET) {
        return Fail("connecting");
    }
    while (done < bytes) {
        size_t length = bytes - done < CHUNK ? bytes - done : CHUNK;

        for (i = 0; i < length; i++) {
            data[i] = (char)((done + i) * 31 + (done >> 8));
        }
        if (!EchoChunk(server, data, length)) {
            return Fail("echo");
        }
        done += length;
    }
    if (shutdown(server, SD_SEND) != 0 || recv(server, data, 1, 0) != 0) {
        return Fail("ending the connection");
    }
    closesocket(server);
    printf("%lu bytes came back\n", (unsigned long)done);
    return EXIT_SUCCESS;
}
