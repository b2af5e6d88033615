/* One request and its response. */
#include "client.h"

#include <ntstrsafe.h>

#include "connect.h"
#include "http.h"
#include "pool.h"
#include "request.h"

#define BUFFER_SIZE 4096

typedef struct _CLIENT {
    REQUEST Request;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    HTTP_RESPONSE Response;
    PMDL Mdl;
    CHAR Buffer[BUFFER_SIZE];
} CLIENT, *PCLIENT;

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ClientSendRequest(_Inout_ PCLIENT Client, _In_ const SETTINGS *Settings)
{
    WSK_BUF buffer = {Client->Mdl, 0, 0};
    SIZE_T left = BUFFER_SIZE;
    NTSTATUS status;

    status = RtlStringCbPrintfExA(
        Client->Buffer,
        BUFFER_SIZE,
        NULL,
        &left,
        0,
        "GET %ws HTTP/1.1\r\nHost: %ws\r\nUser-Agent: HttpGet\r\nConnection: close\r\n\r\n",
        Settings->Path,
        Settings->Host);
    buffer.Length = BUFFER_SIZE - left;
    while (NT_SUCCESS(status) && buffer.Length > 0) {
        (VOID)Client->Dispatch->WskSend(Client->Socket, &buffer, 0, RequestPrepare(&Client->Request));
        status = RequestWait(&Client->Request);
        buffer.Offset += (ULONG)Client->Request.Irp->IoStatus.Information;
        buffer.Length -= Client->Request.Irp->IoStatus.Information;
    }
    return status;
}

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ClientReceiveResponse(_Inout_ PCLIENT Client)
{
    WSK_BUF buffer = {Client->Mdl, 0, BUFFER_SIZE};
    SIZE_T received;
    NTSTATUS status = STATUS_SUCCESS;

    HttpStart(&Client->Response);
    while (NT_SUCCESS(status) && Client->Response.State != HttpComplete) {
        (VOID)Client->Dispatch->WskReceive(Client->Socket, &buffer, 0, RequestPrepare(&Client->Request));
        status = RequestWait(&Client->Request);
        received = Client->Request.Irp->IoStatus.Information;
        if (NT_SUCCESS(status)) {
            status = received > 0 ? HttpFeed(&Client->Response, Client->Buffer, received) : HttpEnd(&Client->Response);
        }
    }
    return status;
}

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ClientTalk(_Inout_ PCLIENT Client, _In_ const SETTINGS *Settings)
{
    NTSTATUS status;

    status = ClientSendRequest(Client, Settings);
    if (NT_SUCCESS(status)) {
        status = ClientReceiveResponse(Client);
    }
    if (NT_SUCCESS(status)) {
        LOG("status %lu, %I64u bytes, hash %08lx",
            Client->Response.Status, Client->Response.BodyLength, Client->Response.BodyHash);
        /* The response is complete whatever comes of this; without it, closing would reset the connection. */
        (VOID)Client->Dispatch->WskDisconnect(Client->Socket, NULL, 0, RequestPrepare(&Client->Request));
        status = RequestWait(&Client->Request);
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS ClientRun(const SETTINGS *Settings, PKEVENT Stop)
{
    PCLIENT client;
    NTSTATUS status;

    client = PoolAllocate(sizeof(*client));
    if (client == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = RequestCreate(&client->Request, Stop, Settings->TimeoutMs);
    if (!NT_SUCCESS(status)) {
        PoolFree(client);
        return status;
    }
    client->Mdl = IoAllocateMdl(client->Buffer, BUFFER_SIZE, FALSE, FALSE, NULL);
    if (client->Mdl == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
    } else {
        MmBuildMdlForNonPagedPool(client->Mdl);
        status = ConnectToServer(&client->Request, Settings, &client->Socket);
        if (NT_SUCCESS(status)) {
            client->Dispatch = client->Socket->Dispatch;
            status = ClientTalk(client, Settings);
            ConnectionClose(&client->Request, client->Socket);
        }
        IoFreeMdl(client->Mdl);
    }
    RequestDelete(&client->Request);
    PoolFree(client);
    return status;
}
