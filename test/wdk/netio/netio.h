/*
 * netio.sys for Wine: a WSK provider over Winsock for the tests of the samples. It holds the client to the documented
 * contract, counts the calls it gets, and fails any of them on request.
 *
 *   log.c           the log that a test reads, and the faults that it orders
 *   kernel.c        the kernel's allocating and waiting functions, checked and counted
 *   registration.c  WskRegister and so on, and the provider dispatch table
 *   request.c       an IRP from its arrival to its completion
 *   socket.c        the socket dispatch tables
 *   progress.c      how requests move on when a socket is ready
 *   indicate.c      event callbacks
 *   loop.c          the one thread that polls, completes requests and calls event callbacks
 */
#ifndef NETIO_H
#define NETIO_H

#include <ntddk.h>
#include <wsk.h>

#include "imports.h"

#define TAG 'tset'

/* ---- log.c ---- */

VOID LogOpen(VOID);
VOID Log(PCSTR Format, ...);
/* The client broke a rule. */
VOID Bug(PCSTR Format, ...);
VOID LogCalls(VOID);

typedef enum {
    FaultNone,
    /* Fails before it returns. */
    FaultNow,
    /* Returns STATUS_PENDING and fails later. */
    FaultLate,
    /* Stays pending until it is cancelled, or its socket aborted or closed. */
    FaultHang
} FAULT;

/* Counts a call; tells whether the test ordered this one to fail, and with what status. */
FAULT Fault(PCSTR Call, NTSTATUS *Status);
/* Requests that can be completed at once are, instead of staying pending. */
extern BOOLEAN CompleteInline;

/* ---- kernel.c ---- */

VOID KernelStart(VOID);
/* Marks the MDLs of a request as in use, or as no longer in use. */
VOID MdlUse(PMDL Mdl, LONG Change);
/* The same for an IRP; FALSE when it was in use already. */
BOOLEAN IrpUse(PIRP Irp, LONG Change);
VOID NTAPI CheckedBuildMdl(PMDL Mdl);
/* How many spin locks the current thread holds. */
LONG SpinLocksHeld(VOID);
VOID KernelReport(VOID);

/* ---- request.c ---- */

typedef enum {
    RequestDone,
    RequestReceive,
    RequestSend,
    RequestAccept,
    RequestConnect,
    RequestDisconnect,
    RequestClose,
    RequestResolve,
    RequestHang
} REQUEST_KIND;

typedef struct SOCKET_OBJECT SOCKET_OBJECT;

typedef struct REQUEST {
    LIST_ENTRY Link;
    REQUEST_KIND Kind;
    PCSTR Call;
    PIRP Irp;
    SOCKET_OBJECT *Socket;
    NTSTATUS Status;
    ULONG_PTR Information;
    /* The client does not know the socket yet: it goes if the request fails. */
    BOOLEAN OwnsSocket;
    volatile LONG Cancelled;
    volatile LONG CancelRan;
    WSK_BUF Buffer;
    /* The bytes of Buffer in one piece. */
    CHAR *Data;
    SIZE_T Moved;
    ULONG Flags;
    PSOCKADDR Local, Remote;
    SOCKADDR_STORAGE Address;
    PVOID Context;
    CONST WSK_CLIENT_CONNECTION_DISPATCH *Dispatch;
    PWSTR Node, Service;
    ADDRINFOW Hints;
    PADDRINFOEXW *Result;
} REQUEST;

/*
 * Takes the IRP of a call over and checks it. NULL when the call is to end at once, with *Status and the IRP
 * completed: the test wanted it to fail, or the IRP cannot be used.
 */
REQUEST *RequestBegin(PCSTR Call, SOCKET_OBJECT *Socket, PIRP Irp, NTSTATUS *Status);
/* Copies what is to be sent; FALSE when the buffer is not as long as it says. */
BOOLEAN RequestTakeBuffer(REQUEST *Request, PWSK_BUF Buffer, BOOLEAN Fill);
/* Ends a request that needs no waiting: at once, or from the loop. Returns what the call has to return. */
NTSTATUS RequestEnd(REQUEST *Request, NTSTATUS Status, ULONG_PTR Information);
/* Completes the IRP; the request is gone. Called without the lock. */
VOID RequestComplete(REQUEST *Request);
ULONG RequestsPending(VOID);

/* ---- socket.c ---- */

/* What a client may retain of one socket before it gets no more: the receive window of a real connection. */
#define RETAINED_LIMIT 131072

typedef struct RETAINED {
    LIST_ENTRY Link;
    PVOID Head;
    SIZE_T Length;
    /* The callback that gets the list has not returned yet. */
    BOOLEAN Indicating;
    /* What the indication was made of, to be freed with it. */
    PMDL Mdls[3];
    CHAR *Data;
} RETAINED;

struct SOCKET_OBJECT {
    WSK_SOCKET Public;
    LIST_ENTRY Link;
    SOCKET Handle;
    ULONG Category;
    ADDRESS_FAMILY Family;
    PVOID Context;
    CONST VOID *Dispatch;
    ULONG Events;
    LIST_ENTRY Receives, Sends, Accepts, Hung;
    REQUEST *Connecting;
    REQUEST *Closing;
    LIST_ENTRY Retained;
    SIZE_T RetainedBytes;
    BOOLEAN Bound, Connected, Closed, Discarded, Gone, Aborted, ReceiveEnded, SendEnded;
    volatile LONG Calls;
    SHORT Ready;
};

/* A new object for a socket of Winsock; the lock is held. */
SOCKET_OBJECT *SocketCreate(SOCKET Handle, ADDRESS_FAMILY Family, ULONG Category, PVOID Context, CONST VOID *Dispatch);
NTSTATUS SocketStatus(VOID);
INT AddressLength(ADDRESS_FAMILY Family);
VOID SocketEnable(SOCKET_OBJECT *Socket, ULONG Events);

/* ---- registration.c ---- */

extern ULONG StaticEvents;
/* Results of WskGetAddressInfo that are not freed. */
extern volatile LONG AddressLists;

/* ---- loop.c ---- */

extern SRWLOCK Lock;
extern LIST_ENTRY Sockets;

BOOLEAN LoopStart(VOID);
VOID LoopStop(VOID);
VOID LoopWake(VOID);
BOOLEAN InLoop(VOID);
/* Hands a request over; returns what the call has to return. */
NTSTATUS LoopSubmit(REQUEST *Request);

/* ---- progress.c ---- */

/* Moves the requests of a socket on; those that are done go to Completed. The lock is held. */
VOID SocketProgress(SOCKET_OBJECT *Socket, PLIST_ENTRY Completed);
/* Ends all requests of a socket with a status and resets its connection. The lock is held. */
VOID SocketAbort(SOCKET_OBJECT *Socket, NTSTATUS Status, PLIST_ENTRY Completed);
/* Looks a name up; blocks. */
VOID Resolve(REQUEST *Request);
VOID FreeAddresses(PADDRINFOEXW List);

/* ---- indicate.c ---- */

/* Calls the event callbacks for which a socket has something. The lock is not held. */
VOID SocketIndicate(SOCKET_OBJECT *Socket);
/* Takes a list back: from the client, or because the client did not retain it. */
NTSTATUS SocketRelease(SOCKET_OBJECT *Socket, PVOID Head);
BOOLEAN SocketRetains(SOCKET_OBJECT *Socket);

#endif
