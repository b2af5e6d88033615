// The pool type is a parameter: nothing is known, nothing is said.
#include <ntddk.h>
#include <wsk.h>

struct holder
{
    WSK_REGISTRATION registration;
};

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
}

holder *make_holder(POOL_TYPE pool)
{
    auto h = static_cast<holder *>(ExAllocatePoolWithTag(pool, sizeof(holder), 'dloH'));
    if (h == nullptr) {
        return nullptr;
    }

    WSK_CLIENT_NPI npi{ h, &dispatch };
    if (!NT_SUCCESS(WskRegister(&npi, &h->registration))) {
        ExFreePoolWithTag(h, 'dloH');
        return nullptr;
    }
    return h;
}

void delete_holder(holder *h)
{
    WskDeregister(&h->registration);
    ExFreePoolWithTag(h, 'dloH');
}
