/*
 * An HTTP/1.1 response, read from a stream. TCP cuts it wherever it likes: in the middle of a line, of a line's end, of
 * a chunk. So the reader keeps where it is, and takes what comes byte by byte.
 */
#pragma once

#include "driver.h"

typedef enum _HTTP_STATE {
    HttpStatusLine,
    HttpHeader,
    HttpBody,
    HttpBodyUntilEnd,
    HttpChunkSize,
    HttpChunkData,
    HttpChunkEnd,
    HttpTrailer,
    HttpComplete
} HTTP_STATE;

typedef struct _HTTP_RESPONSE {
    HTTP_STATE State;
    ULONG Status;
    BOOLEAN Chunked;
    BOOLEAN HasLength;
    /* Bytes left of the body or chunk. */
    ULONG64 Remaining;
    ULONG64 BodyLength;
    /* FNV-1a over the body. */
    ULONG BodyHash;
    /* The start of the current line; what is longer is cut, which loses nothing that this reader looks at. */
    CHAR Line[256];
    ULONG LineLength;
} HTTP_RESPONSE, *PHTTP_RESPONSE;

VOID HttpStart(_Out_ PHTTP_RESPONSE Response);

/* Reads on; State is HttpComplete at the end. STATUS_INVALID_NETWORK_RESPONSE when this is not HTTP. */
_Must_inspect_result_
NTSTATUS HttpFeed(_Inout_ PHTTP_RESPONSE Response, _In_reads_(Length) const CHAR *Data, _In_ SIZE_T Length);

/* The server has ended the connection: fails when it did so too early. */
_Must_inspect_result_
NTSTATUS HttpEnd(_Inout_ PHTTP_RESPONSE Response);
