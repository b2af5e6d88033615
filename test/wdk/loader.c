/*
 * Loads and unloads drivers in Wine, as its standard input says, one command a line:
 *
 *     load NAME PATH [VALUE...]   starts the driver; NAME=NUMBER and NAME:TEXT go to its key Parameters,
 *                                 as REG_DWORD and REG_SZ
 *     unload NAME                 stops it and forgets it
 *
 * Answers each with a line: "ok", or "error" with the function that failed and its Win32 error.
 */
#include <windows.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void Answer(const char *Failed)
{
    if (Failed == NULL) {
        puts("ok");
    } else {
        printf("error %s %lu\n", Failed, GetLastError());
    }
    fflush(stdout);
}

static const char *SetParameters(const char *Name, char *Values)
{
    char path[256];
    char *word;
    HKEY key;

    snprintf(path, sizeof(path), "System\\CurrentControlSet\\Services\\%s\\Parameters", Name);
    RegDeleteKeyA(HKEY_LOCAL_MACHINE, path);
    if (RegCreateKeyA(HKEY_LOCAL_MACHINE, path, &key) != ERROR_SUCCESS) {
        return "RegCreateKey";
    }
    for (word = strtok(Values, " "); word != NULL; word = strtok(NULL, " ")) {
        char *text = word + strcspn(word, "=:");
        BOOL isNumber = *text == '=';
        DWORD number;

        *text++ = '\0';
        if (isNumber) {
            number = strtoul(text, NULL, 10);
            RegSetValueExA(key, word, 0, REG_DWORD, (const BYTE *)&number, sizeof(number));
        } else {
            RegSetValueExA(key, word, 0, REG_SZ, (const BYTE *)text, (DWORD)strlen(text) + 1);
        }
    }
    RegCloseKey(key);
    return NULL;
}

static const char *Load(SC_HANDLE Manager, const char *Name, const char *Path, char *Values)
{
    SC_HANDLE service = CreateServiceA(
        Manager, Name, Name, SERVICE_ALL_ACCESS, SERVICE_KERNEL_DRIVER, SERVICE_DEMAND_START, SERVICE_ERROR_NORMAL, Path,
        NULL, NULL, NULL, NULL, NULL);
    const char *failed = NULL;

    if (service == NULL) {
        return "CreateService";
    }
    failed = SetParameters(Name, Values);
    if (failed == NULL && !StartServiceA(service, 0, NULL)) {
        failed = "StartService";
    }
    CloseServiceHandle(service);
    return failed;
}

static const char *Unload(SC_HANDLE Manager, const char *Name)
{
    SC_HANDLE service = OpenServiceA(Manager, Name, SERVICE_ALL_ACCESS);
    const char *failed = NULL;
    SERVICE_STATUS status;

    if (service == NULL) {
        return "OpenService";
    }
    if (!ControlService(service, SERVICE_CONTROL_STOP, &status) && GetLastError() != ERROR_SERVICE_NOT_ACTIVE) {
        failed = "ControlService";
    }
    DeleteService(service);
    CloseServiceHandle(service);
    return failed;
}

int main(void)
{
    SC_HANDLE manager = OpenSCManagerA(NULL, NULL, SC_MANAGER_ALL_ACCESS);
    char line[1024];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        char *command = strtok(line, " \r\n");
        char *name = strtok(NULL, " \r\n");

        if (command != NULL && name != NULL && strcmp(command, "load") == 0) {
            char *path = strtok(NULL, " \r\n");
            char *values = strtok(NULL, "\r\n");
            char none[] = "";

            Answer(Load(manager, name, path, values != NULL ? values : none));
        } else if (command != NULL && name != NULL && strcmp(command, "unload") == 0) {
            Answer(Unload(manager, name));
        } else {
            puts("error unknown command");
            fflush(stdout);
        }
    }
    return 0;
}
