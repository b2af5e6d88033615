#include <winsock2.h>
#include <netioddk.h>

// A test program, in which a simulation stands for the kernel.
int main()
{
    NPI_CLIENT_CHARACTERISTICS client = {};
    HANDLE handle = nullptr;
    if (NmrRegisterClient(&client, nullptr, &handle) != 0) {
        return 1;
    }
    if (NmrDeregisterClient(handle) == STATUS_PENDING) {
        NmrWaitForClientDeregisterComplete(handle);
    }
    return 0;
}
