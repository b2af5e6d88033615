// C++: the order of two methods.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

class client
{
public:
    void stop();

private:
    void finish();
    void begin();
    HANDLE handle_;
};

void client::finish()
{
    NmrWaitForClientDeregisterComplete(handle_); // want: nmr-wait-misplaced
}

void client::begin()
{
    NmrDeregisterClient(handle_);
}

void client::stop()
{
    finish();
    begin();
}
