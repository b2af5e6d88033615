/*
 * The log, C:\netio\log.txt, and the orders of the test, C:\netio\orders.txt. A line of orders is
 *
 *     inline                          complete at once what can be
 *     WskSend 2 c000009a now          the second WskSend fails with this status before it returns
 *     WskSend 2 c000009a late         ... or stays pending first
 *     WskSend 2 0 hang                ... or stays pending until cancelled
 *
 * Calls of the kernel (IoAllocateIrp and so on) fail in the one way that they have.
 */
#include "netio.h"

#include <stdarg.h>
#include <stdio.h>

#define GENERIC_READ_ACCESS 0x80000000
#define OPEN_EXISTING_FILE 3
#define OPEN_ALWAYS_FILE 4
#define SHARE_ALL 7
#define MAX_CALLS 64

IMPORTED int __cdecl _vsnprintf(char *, size_t, const char *, va_list);

typedef struct {
    PCSTR Name;
    volatile LONG Count;
} CALL;

typedef struct {
    CHAR Name[40];
    LONG Number;
    NTSTATUS Status;
    FAULT Kind;
} ORDER;

BOOLEAN CompleteInline;

static HANDLE LogFile;
static CALL Calls[MAX_CALLS];
static SRWLOCK CallsLock;
static ORDER Order;

static VOID LogLine(PCSTR Prefix, PCSTR Format, va_list Arguments)
{
    CHAR line[512];
    SIZE_T used = strlen(Prefix);
    INT length;
    ULONG written;

    RtlCopyMemory(line, Prefix, used);
    length = _vsnprintf(line + used, sizeof(line) - used - 1, Format, Arguments);
    used = length < 0 ? sizeof(line) - 1 : used + (SIZE_T)length;
    if (line[used - 1] != '\n') {
        line[used++] = '\n';
    }
    /* One write for a line: appending writes of several threads do not mix. */
    WriteFile(LogFile, line, (ULONG)used, &written, NULL);
}

VOID Log(PCSTR Format, ...)
{
    va_list arguments;

    va_start(arguments, Format);
    LogLine("", Format, arguments);
    va_end(arguments);
}

VOID Bug(PCSTR Format, ...)
{
    va_list arguments;

    va_start(arguments, Format);
    LogLine("BUG ", Format, arguments);
    va_end(arguments);
}

/* What the driver prints. */
ULONG __cdecl CheckedDbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...)
{
    va_list arguments;

    (void)ComponentId;
    (void)Level;
    va_start(arguments, Format);
    LogLine("driver: ", Format, arguments);
    va_end(arguments);
    return STATUS_SUCCESS;
}

/* Takes the next word of a line; an empty one at its end. */
static PSTR NextWord(PSTR *Text)
{
    PSTR word;

    while (**Text == ' ') {
        ++*Text;
    }
    word = *Text;
    while (**Text > ' ') {
        ++*Text;
    }
    if (**Text != '\0') {
        *(*Text)++ = '\0';
    }
    return word;
}

static ULONG Number(PCSTR Text, ULONG Base)
{
    ULONG value = 0;

    for (; *Text != '\0'; Text++) {
        value = value * Base + (ULONG)(*Text <= '9' ? *Text - '0' : (*Text | 0x20) - 'a' + 10);
    }
    return value;
}

VOID LogOpen(VOID)
{
    CHAR text[256];
    PSTR at = text;
    PSTR word;
    ULONG length = 0;
    HANDLE file;

    LogFile = CreateFileA("C:\\netio\\log.txt", FILE_APPEND_DATA, SHARE_ALL, NULL, OPEN_ALWAYS_FILE, 0, NULL);
    file = CreateFileA("C:\\netio\\orders.txt", GENERIC_READ_ACCESS, SHARE_ALL, NULL, OPEN_EXISTING_FILE, 0, NULL);
    if (file != (HANDLE)-1) {
        ReadFile(file, text, sizeof(text) - 1, &length, NULL);
        CloseHandle(file);
    }
    text[length] = '\0';
    while (*(word = NextWord(&at)) != '\0') {
        if (strcmp(word, "inline") == 0) {
            CompleteInline = TRUE;
            continue;
        }
        strncpy(Order.Name, word, sizeof(Order.Name) - 1);
        Order.Number = (LONG)Number(NextWord(&at), 10);
        Order.Status = (NTSTATUS)Number(NextWord(&at), 16);
        word = NextWord(&at);
        Order.Kind = *word == 'h' ? FaultHang : *word == 'l' ? FaultLate : FaultNow;
    }
}

static LONG Count(PCSTR Call)
{
    ULONG i;
    LONG count;

    AcquireSRWLockExclusive(&CallsLock);
    for (i = 0; Calls[i].Name != NULL && strcmp(Calls[i].Name, Call) != 0; i++) {
    }
    Calls[i].Name = Call;
    count = ++Calls[i].Count;
    ReleaseSRWLockExclusive(&CallsLock);
    return count;
}

FAULT Fault(PCSTR Call, NTSTATUS *Status)
{
    if (Count(Call) != Order.Number || strcmp(Call, Order.Name) != 0) {
        return FaultNone;
    }
    *Status = Order.Status;
    Log("fault %s %ld", Call, Order.Number);
    return Order.Kind;
}

VOID LogCalls(VOID)
{
    ULONG i;

    for (i = 0; Calls[i].Name != NULL; i++) {
        Log("calls %s %ld", Calls[i].Name, Calls[i].Count);
    }
}
