#include "http.h"

#define FNV_OFFSET 2166136261u
#define FNV_PRIME 16777619u

VOID HttpStart(PHTTP_RESPONSE Response)
{
    RtlZeroMemory(Response, sizeof(*Response));
    Response->BodyHash = FNV_OFFSET;
}

/* Reads digits from the start of a text; FALSE when there are none or too many. */
_Must_inspect_result_
static BOOLEAN ReadNumber(_In_z_ const CHAR *Text, _In_ ULONG Base, _Out_ PULONG64 Number)
{
    const CHAR *at = Text;

    *Number = 0;
    for (;; at++) {
        ULONG digit;

        if (*at >= '0' && *at <= '9') {
            digit = (ULONG)(*at - '0');
        } else if (Base == 16 && (*at | 0x20) >= 'a' && (*at | 0x20) <= 'f') {
            digit = (ULONG)((*at | 0x20) - 'a') + 10;
        } else {
            return at != Text;
        }
        if (*Number > (MAXULONG64 - digit) / Base) {
            return FALSE;
        }
        *Number = *Number * Base + digit;
    }
}

/* The value of a header when it has this name, else NULL. Names are in lower case here, in any case there. */
_Must_inspect_result_
static const CHAR *HeaderValue(_In_z_ const CHAR *Line, _In_z_ const CHAR *Name)
{
    for (; *Name != '\0'; Line++, Name++) {
        CHAR character = *Line >= 'A' && *Line <= 'Z' ? (CHAR)(*Line | 0x20) : *Line;

        if (character != *Name) {
            return NULL;
        }
    }
    if (*Line != ':') {
        return NULL;
    }
    do {
        Line++;
    } while (*Line == ' ' || *Line == '\t');
    return Line;
}

_Must_inspect_result_
static NTSTATUS StatusLine(_Inout_ PHTTP_RESPONSE Response)
{
    ULONG64 status;

    if (strncmp(Response->Line, "HTTP/1.", 7) != 0 || Response->LineLength < 12 ||
        !ReadNumber(Response->Line + 9, 10, &status) || status < 100 || status > 999) {
        return STATUS_INVALID_NETWORK_RESPONSE;
    }
    Response->Status = (ULONG)status;
    Response->State = HttpHeader;
    return STATUS_SUCCESS;
}

/* After the headers: what kind of body follows. */
static VOID HeadersEnd(_Inout_ PHTTP_RESPONSE Response)
{
    if (Response->Status < 200) {
        Response->State = HttpStatusLine;
    } else if (Response->Status == 204 || Response->Status == 304) {
        Response->State = HttpComplete;
    } else if (Response->Chunked) {
        Response->State = HttpChunkSize;
    } else if (Response->HasLength) {
        Response->State = Response->Remaining > 0 ? HttpBody : HttpComplete;
    } else {
        Response->State = HttpBodyUntilEnd;
    }
}

_Must_inspect_result_
static NTSTATUS Header(_Inout_ PHTTP_RESPONSE Response)
{
    const CHAR *value;

    if (Response->LineLength == 0) {
        HeadersEnd(Response);
        return STATUS_SUCCESS;
    }
    value = HeaderValue(Response->Line, "content-length");
    if (value != NULL) {
        Response->HasLength = ReadNumber(value, 10, &Response->Remaining);
        return Response->HasLength ? STATUS_SUCCESS : STATUS_INVALID_NETWORK_RESPONSE;
    }
    value = HeaderValue(Response->Line, "transfer-encoding");
    if (value != NULL) {
        Response->Chunked = strncmp(value, "chunked", 7) == 0;
        return Response->Chunked ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
    }
    return STATUS_SUCCESS;
}

/* A line is complete, without its end. */
_Must_inspect_result_
static NTSTATUS Line(_Inout_ PHTTP_RESPONSE Response)
{
    switch (Response->State) {
    case HttpStatusLine:
        return StatusLine(Response);
    case HttpHeader:
        return Header(Response);
    case HttpChunkSize:
        if (!ReadNumber(Response->Line, 16, &Response->Remaining)) {
            return STATUS_INVALID_NETWORK_RESPONSE;
        }
        Response->State = Response->Remaining > 0 ? HttpChunkData : HttpTrailer;
        return STATUS_SUCCESS;
    case HttpChunkEnd:
        Response->State = HttpChunkSize;
        return Response->LineLength == 0 ? STATUS_SUCCESS : STATUS_INVALID_NETWORK_RESPONSE;
    default:
        if (Response->LineLength == 0) {
            Response->State = HttpComplete;
        }
        return STATUS_SUCCESS;
    }
}

_Must_inspect_result_
static NTSTATUS LineByte(_Inout_ PHTTP_RESPONSE Response, _In_ CHAR Byte)
{
    NTSTATUS status;

    if (Byte != '\n') {
        if (Response->LineLength < sizeof(Response->Line) - 1) {
            Response->Line[Response->LineLength++] = Byte;
        }
        return STATUS_SUCCESS;
    }
    if (Response->LineLength > 0 && Response->Line[Response->LineLength - 1] == '\r') {
        Response->LineLength--;
    }
    Response->Line[Response->LineLength] = '\0';
    status = Line(Response);
    Response->LineLength = 0;
    return status;
}

static VOID BodyByte(_Inout_ PHTTP_RESPONSE Response, _In_ CHAR Byte)
{
    Response->BodyLength++;
    Response->BodyHash = (Response->BodyHash ^ (UCHAR)Byte) * FNV_PRIME;
    if (Response->State != HttpBodyUntilEnd && --Response->Remaining == 0) {
        Response->State = Response->State == HttpChunkData ? HttpChunkEnd : HttpComplete;
    }
}

_Use_decl_annotations_
NTSTATUS HttpFeed(PHTTP_RESPONSE Response, const CHAR *Data, SIZE_T Length)
{
    NTSTATUS status = STATUS_SUCCESS;
    SIZE_T i;

    for (i = 0; i < Length && NT_SUCCESS(status) && Response->State != HttpComplete; i++) {
        switch (Response->State) {
        case HttpBody:
        case HttpBodyUntilEnd:
        case HttpChunkData:
            BodyByte(Response, Data[i]);
            break;
        default:
            status = LineByte(Response, Data[i]);
            break;
        }
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS HttpEnd(PHTTP_RESPONSE Response)
{
    if (Response->State == HttpBodyUntilEnd) {
        Response->State = HttpComplete;
    }
    return Response->State == HttpComplete ? STATUS_SUCCESS : STATUS_CONNECTION_DISCONNECTED;
}
