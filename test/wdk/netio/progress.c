/* How the requests of a socket move on when Winsock is ready. */
#include "netio.h"

static VOID Finish(REQUEST *Request, NTSTATUS Status, ULONG_PTR Information, PLIST_ENTRY Completed)
{
    Request->Status = Status;
    Request->Information = Information;
    InsertTailList(Completed, &Request->Link);
}

static VOID EndCancelled(PLIST_ENTRY List, PLIST_ENTRY Completed)
{
    PLIST_ENTRY at = List->Flink;

    while (at != List) {
        REQUEST *request = CONTAINING_RECORD(at, REQUEST, Link);

        at = at->Flink;
        if (request->Cancelled) {
            RemoveEntryList(&request->Link);
            Finish(request, STATUS_CANCELLED, 0, Completed);
        }
    }
}

static VOID EndAll(PLIST_ENTRY List, NTSTATUS Status, PLIST_ENTRY Completed)
{
    while (!IsListEmpty(List)) {
        Finish(CONTAINING_RECORD(RemoveHeadList(List), REQUEST, Link), Status, 0, Completed);
    }
}

VOID SocketAbort(SOCKET_OBJECT *Socket, NTSTATUS Status, PLIST_ENTRY Completed)
{
    struct {
        USHORT On, Seconds;
    } linger = {1, 0};

    EndAll(&Socket->Receives, Status, Completed);
    EndAll(&Socket->Sends, Status, Completed);
    EndAll(&Socket->Accepts, Status, Completed);
    EndAll(&Socket->Hung, Status, Completed);
    if (Socket->Connecting != NULL) {
        Finish(Socket->Connecting, Status, 0, Completed);
        Socket->Connecting = NULL;
    }
    if (!Socket->Aborted) {
        if (Socket->Connected && !(Socket->ReceiveEnded && Socket->SendEnded)) {
            setsockopt(Socket->Handle, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
        }
        closesocket(Socket->Handle);
        Socket->Aborted = TRUE;
    }
}

static VOID ProgressConnect(SOCKET_OBJECT *Socket, PLIST_ENTRY Completed)
{
    INT error = 0;
    INT length = sizeof(error);

    if (Socket->Connecting->Cancelled) {
        Finish(Socket->Connecting, STATUS_CANCELLED, 0, Completed);
    } else if (Socket->Ready != 0) {
        getsockopt(Socket->Handle, SOL_SOCKET, SO_ERROR, &error, &length);
        if (error == 0) {
            Socket->Connected = TRUE;
            Finish(Socket->Connecting, STATUS_SUCCESS, Socket->Connecting->Information, Completed);
        } else {
            Finish(
                Socket->Connecting,
                error == WSAECONNREFUSED ? STATUS_CONNECTION_REFUSED : STATUS_HOST_UNREACHABLE,
                0,
                Completed);
        }
    } else {
        return;
    }
    Socket->Connecting = NULL;
}

static VOID ProgressAccepts(SOCKET_OBJECT *Socket, PLIST_ENTRY Completed)
{
    while (!IsListEmpty(&Socket->Accepts)) {
        REQUEST *request = CONTAINING_RECORD(Socket->Accepts.Flink, REQUEST, Link);
        SOCKET_OBJECT *accepted;
        SOCKADDR_STORAGE address;
        INT length = sizeof(address);
        SOCKET handle = accept(Socket->Handle, &address, &length);

        if (handle == INVALID_SOCKET) {
            return;
        }
        RemoveEntryList(&request->Link);
        accepted = SocketCreate(
            handle, Socket->Family, WSK_FLAG_CONNECTION_SOCKET, request->Context, request->Dispatch);
        accepted->Bound = accepted->Connected = TRUE;
        if (request->Remote != NULL) {
            RtlCopyMemory(request->Remote, &address, (SIZE_T)AddressLength(Socket->Family));
        }
        if (request->Local != NULL) {
            length = AddressLength(Socket->Family);
            getsockname(handle, request->Local, &length);
        }
        Finish(request, STATUS_SUCCESS, (ULONG_PTR)accepted, Completed);
    }
}

static INT SendSome(SOCKET_OBJECT *Socket, REQUEST *Request)
{
    if (Socket->Category == WSK_FLAG_DATAGRAM_SOCKET) {
        return sendto(
            Socket->Handle,
            Request->Data,
            (INT)Request->Buffer.Length,
            0,
            &Request->Address,
            AddressLength(Socket->Family));
    }
    return send(Socket->Handle, Request->Data + Request->Moved, (INT)(Request->Buffer.Length - Request->Moved), 0);
}

static VOID ProgressSends(SOCKET_OBJECT *Socket, PLIST_ENTRY Completed)
{
    while (!IsListEmpty(&Socket->Sends)) {
        REQUEST *request = CONTAINING_RECORD(Socket->Sends.Flink, REQUEST, Link);
        NTSTATUS status = STATUS_SUCCESS;

        if (request->Kind == RequestDisconnect) {
            if (shutdown(Socket->Handle, SD_SEND) != 0) {
                status = SocketStatus();
            }
        } else {
            INT count = SendSome(Socket, request);

            if (count < 0 && WSAGetLastError() == WSAEWOULDBLOCK) {
                return;
            }
            if (count < 0) {
                status = SocketStatus();
            } else {
                request->Moved += (SIZE_T)count;
                if (request->Moved < request->Buffer.Length) {
                    continue;
                }
            }
        }
        RemoveEntryList(&request->Link);
        Finish(request, status, NT_SUCCESS(status) ? request->Moved : 0, Completed);
    }
}

/* Copies what came into the MDL chain of the client. */
static VOID Deliver(REQUEST *Request)
{
    PMDL mdl = Request->Buffer.Mdl;
    SIZE_T offset = Request->Buffer.Offset;
    SIZE_T done = 0;

    while (done < Request->Moved) {
        SIZE_T part = min(MmGetMdlByteCount(mdl) - offset, Request->Moved - done);

        RtlCopyMemory((PCHAR)MmGetMdlVirtualAddress(mdl) + offset, Request->Data + done, part);
        done += part;
        offset = 0;
        mdl = mdl->Next;
    }
}

static VOID ProgressReceives(SOCKET_OBJECT *Socket, PLIST_ENTRY Completed)
{
    while (!IsListEmpty(&Socket->Receives)) {
        REQUEST *request = CONTAINING_RECORD(Socket->Receives.Flink, REQUEST, Link);
        INT length = AddressLength(Socket->Family);
        INT room = (INT)(request->Buffer.Length - request->Moved);
        NTSTATUS status = STATUS_SUCCESS;
        INT count = request->Remote != NULL
                        ? recvfrom(Socket->Handle, request->Data, room, 0, request->Remote, &length)
                        : recv(Socket->Handle, request->Data + request->Moved, room, 0);

        if (count < 0 && WSAGetLastError() == WSAEWOULDBLOCK) {
            return;
        }
        if (count < 0) {
            status = SocketStatus();
        } else {
            request->Moved += (SIZE_T)count;
            if (count > 0 && (request->Flags & WSK_FLAG_WAITALL) != 0 && request->Moved < request->Buffer.Length) {
                continue;
            }
            if (count == 0) {
                Socket->ReceiveEnded = TRUE;
            }
            Deliver(request);
        }
        RemoveEntryList(&request->Link);
        Finish(request, status, NT_SUCCESS(status) ? request->Moved : 0, Completed);
    }
}

VOID SocketProgress(SOCKET_OBJECT *Socket, PLIST_ENTRY Completed)
{
    EndCancelled(&Socket->Hung, Completed);
    EndCancelled(&Socket->Receives, Completed);
    EndCancelled(&Socket->Sends, Completed);
    EndCancelled(&Socket->Accepts, Completed);
    if (Socket->Aborted) {
        EndAll(&Socket->Receives, STATUS_CONNECTION_ABORTED, Completed);
        EndAll(&Socket->Sends, STATUS_CONNECTION_ABORTED, Completed);
        return;
    }
    if (Socket->Connecting != NULL) {
        ProgressConnect(Socket, Completed);
    }
    ProgressAccepts(Socket, Completed);
    ProgressSends(Socket, Completed);
    ProgressReceives(Socket, Completed);
}

VOID FreeAddresses(PADDRINFOEXW List)
{
    while (List != NULL) {
        PADDRINFOEXW next = List->ai_next;

        ExFreePoolWithTag(List, TAG);
        List = next;
    }
}

VOID Resolve(REQUEST *Request)
{
    PADDRINFOEXW *end = Request->Result;
    ADDRINFOW *found = NULL;
    ADDRINFOW *at;

    *end = NULL;
    if (GetAddrInfoW(Request->Node, Request->Service, &Request->Hints, &found) != 0) {
        Request->Status = STATUS_NO_MATCH;
        return;
    }
    for (at = found; at != NULL; at = at->ai_next) {
        PADDRINFOEXW copy = ExAllocatePoolWithTag(NonPagedPool, sizeof(*copy) + at->ai_addrlen, TAG);

        RtlZeroMemory(copy, sizeof(*copy));
        copy->ai_family = at->ai_family;
        copy->ai_socktype = at->ai_socktype;
        copy->ai_protocol = at->ai_protocol;
        copy->ai_addrlen = at->ai_addrlen;
        copy->ai_addr = (struct sockaddr *)(copy + 1);
        RtlCopyMemory(copy->ai_addr, at->ai_addr, at->ai_addrlen);
        *end = copy;
        end = &copy->ai_next;
    }
    FreeAddrInfoW(found);
    InterlockedIncrement(&AddressLists);
    Request->Status = STATUS_SUCCESS;
}
