/* Settings from the registry. */
#include "settings.h"

#include "pool.h"

#define PARAMETERS L"\\Parameters"

/* Room for a value with its header. */
typedef union _VALUE {
    KEY_VALUE_PARTIAL_INFORMATION Information;
    UCHAR Space[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + 512];
} VALUE, *PVALUE;

/* Opens the key Parameters of the service. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS OpenParameters(_In_ PCUNICODE_STRING RegistryPath, _Out_ PHANDLE Key)
{
    UNICODE_STRING path;
    OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;
    SIZE_T length = (SIZE_T)RegistryPath->Length + sizeof(PARAMETERS);

    *Key = NULL;
    if (length > MAXUSHORT) {
        return STATUS_NAME_TOO_LONG;
    }
    path.Length = 0;
    path.MaximumLength = (USHORT)length;
    path.Buffer = PoolAllocate(length);
    if (path.Buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlCopyUnicodeString(&path, RegistryPath);
    status = RtlAppendUnicodeToString(&path, PARAMETERS);
    if (NT_SUCCESS(status)) {
        InitializeObjectAttributes(&attributes, &path, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
        status = ZwOpenKey(Key, KEY_READ, &attributes);
    }
    PoolFree(path.Buffer);
    return status;
}

/* Reads a value; FALSE when it is missing, too long, or of another type. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static BOOLEAN ReadValue(_In_ HANDLE Key, _In_ PCWSTR Name, _In_ ULONG Type, _Out_ PVALUE Value)
{
    UNICODE_STRING name;
    ULONG length;

    RtlInitUnicodeString(&name, Name);
    return NT_SUCCESS(ZwQueryValueKey(Key, &name, KeyValuePartialInformation, Value, sizeof(*Value), &length)) &&
           Value->Information.Type == Type;
}

_IRQL_requires_(PASSIVE_LEVEL)
static VOID ReadNumber(_In_ HANDLE Key, _In_ PCWSTR Name, _Inout_ PULONG Number)
{
    VALUE value;

    if (ReadValue(Key, Name, REG_DWORD, &value) && value.Information.DataLength == sizeof(*Number)) {
        RtlCopyMemory(Number, value.Information.Data, sizeof(*Number));
    }
}

/* What the registry holds need not end in a null character; what this function leaves does. */
_IRQL_requires_(PASSIVE_LEVEL)
static VOID ReadString(_In_ HANDLE Key, _In_ PCWSTR Name, _Inout_updates_bytes_(Size) PWSTR String, _In_ SIZE_T Size)
{
    VALUE value;
    SIZE_T length;

    if (ReadValue(Key, Name, REG_SZ, &value) && value.Information.DataLength < Size) {
        length = value.Information.DataLength & ~(SIZE_T)1;
        RtlZeroMemory(String, Size);
        RtlCopyMemory(String, value.Information.Data, length);
    }
}

_Use_decl_annotations_
VOID SettingsRead(PCUNICODE_STRING RegistryPath, PSETTINGS Settings)
{
    static const SETTINGS defaults = {L"localhost", L"80", L"/", 5000};
    HANDLE key;

    *Settings = defaults;
    if (NT_SUCCESS(OpenParameters(RegistryPath, &key))) {
        ReadString(key, L"Host", Settings->Host, sizeof(Settings->Host));
        ReadString(key, L"Port", Settings->Port, sizeof(Settings->Port));
        ReadString(key, L"Path", Settings->Path, sizeof(Settings->Path));
        ReadNumber(key, L"TimeoutMs", &Settings->TimeoutMs);
        ZwClose(key);
    }
}
