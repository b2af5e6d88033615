/*
 * One conversation: send a message, end our side, receive until the server ends its own.
 *
 * TCP carries bytes, not messages: an answer comes in as many pieces as it likes.
 */
#include "client.h"

#include "connect.h"
#include "pool.h"
#include "request.h"

#define BUFFER_SIZE 4096
/* How much of an answer is printed. */
#define KEPT_SIZE 256

typedef struct _CLIENT {
    REQUEST Request;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    PMDL Mdl;
    CHAR Buffer[BUFFER_SIZE];
} CLIENT, *PCLIENT;

/* Sends what is at the start of the buffer. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ClientSend(_Inout_ PCLIENT Client, _In_ SIZE_T Length)
{
    WSK_BUF buffer = {Client->Mdl, 0, Length};
    NTSTATUS status = STATUS_SUCCESS;

    while (NT_SUCCESS(status) && buffer.Length > 0) {
        (VOID)Client->Dispatch->WskSend(Client->Socket, &buffer, 0, RequestPrepare(&Client->Request));
        status = RequestWait(&Client->Request);
        buffer.Offset += (ULONG)Client->Request.Irp->IoStatus.Information;
        buffer.Length -= Client->Request.Irp->IoStatus.Information;
    }
    return status;
}

/* Receives until the server is done. The start of the answer stays in the buffer, the rest is only counted. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ClientReceiveAll(_Inout_ PCLIENT Client, _Out_ PSIZE_T Kept, _Out_ PSIZE_T Total)
{
    WSK_BUF buffer;
    SIZE_T received;
    NTSTATUS status;

    *Kept = 0;
    *Total = 0;
    do {
        buffer.Mdl = Client->Mdl;
        buffer.Offset = (ULONG)*Kept;
        buffer.Length = BUFFER_SIZE - buffer.Offset;
        (VOID)Client->Dispatch->WskReceive(Client->Socket, &buffer, 0, RequestPrepare(&Client->Request));
        status = RequestWait(&Client->Request);
        received = NT_SUCCESS(status) ? Client->Request.Irp->IoStatus.Information : 0;
        *Kept = min(*Kept + received, KEPT_SIZE);
        *Total += received;
    } while (received > 0);
    return status;
}

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ClientTalk(_Inout_ PCLIENT Client, _In_ const SETTINGS *Settings)
{
    ULONG length;
    SIZE_T kept;
    SIZE_T total;
    NTSTATUS status;

    status = RtlUnicodeToUTF8N(
        Client->Buffer, BUFFER_SIZE, &length, Settings->Message, (ULONG)(wcslen(Settings->Message) * sizeof(WCHAR)));
    if (NT_SUCCESS(status)) {
        status = ClientSend(Client, length);
    }
    if (NT_SUCCESS(status)) {
        (VOID)Client->Dispatch->WskDisconnect(Client->Socket, NULL, 0, RequestPrepare(&Client->Request));
        status = RequestWait(&Client->Request);
    }
    if (NT_SUCCESS(status)) {
        status = ClientReceiveAll(Client, &kept, &total);
        LOG("received %Iu bytes: %.*s", total, (INT)kept, Client->Buffer);
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
