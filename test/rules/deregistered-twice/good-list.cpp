// The same statement in a loop over a list of objects, each with its own block.
#include <ntddk.h>
#include <wsk.h>

struct node
{
    node *next;
    WSK_REGISTRATION registration;
};

void stop_all(node *head)
{
    while (head != nullptr) {
        auto next = head->next;
        WskDeregister(&head->registration);
        head = next;
    }
}
