/* Settings from the registry. */
#include "settings.h"

#include "pool.h"

#define DEFAULT_PORT 7009
#define PARAMETERS L"\\Parameters"

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

_Use_decl_annotations_
USHORT SettingsReadPort(PCUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"Port");
    union {
        KEY_VALUE_PARTIAL_INFORMATION Information;
        UCHAR Space[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + sizeof(ULONG)];
    } value;
    ULONG port = 0;
    ULONG length;
    HANDLE key;

    if (!NT_SUCCESS(OpenParameters(RegistryPath, &key))) {
        return DEFAULT_PORT;
    }
    if (NT_SUCCESS(ZwQueryValueKey(key, &name, KeyValuePartialInformation, &value, sizeof(value), &length)) &&
        value.Information.Type == REG_DWORD && value.Information.DataLength == sizeof(port)) {
        RtlCopyMemory(&port, value.Information.Data, sizeof(port));
    }
    ZwClose(key);
    return port > 0 && port <= MAXUSHORT ? (USHORT)port : DEFAULT_PORT;
}
