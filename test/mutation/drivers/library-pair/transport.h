/*
 * netblk - block device over the network, transport part.
 * All state hangs off one heap context; helpers come in open/close pairs.
 */
#ifndef NETBLK_TRANSPORT_H
#define NETBLK_TRANSPORT_H

#include <ntddk.h>
#include <wsk.h>

#define NB_TAG 'kblN'

typedef struct nb_transport nb_transport_t;

typedef struct nb_wsk {
    WSK_REGISTRATION registration;
    WSK_PROVIDER_NPI provider;
    LONG             users;
} nb_wsk_t;

struct nb_transport {
    nb_wsk_t      wsk;
    PWSK_SOCKET   socket;
    PIRP          irp;
    KEVENT        event;
    KMUTEX        mutex;
    SOCKADDR_IN   peer;
    PUCHAR        rxbuf;
    PMDL          rxmdl;
    ULONG         rxlen;
};

/* wsk.c */
NTSTATUS nb_wsk_open(nb_wsk_t *wsk, void *owner);
void nb_wsk_close(nb_wsk_t *wsk);
NTSTATUS nb_wsk_version(nb_wsk_t *wsk, USHORT *version);

/* transport.c */
NTSTATUS nb_transport_create(const SOCKADDR_IN *peer, nb_transport_t **out);
void nb_transport_destroy(nb_transport_t *t);
NTSTATUS nb_transport_receive(nb_transport_t *t, void *buffer, ULONG length);

#endif
