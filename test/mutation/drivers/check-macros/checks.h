/* checks.h - how this driver tests results. */
#ifndef SYSLOGK_CHECKS_H
#define SYSLOGK_CHECKS_H

#define TRACE_ERROR(Format, ...) \
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "syslogk: " Format "\n", __VA_ARGS__)

/* Evaluates Call once; goes to Label when it fails. The status is left in Status. */
#define GOTO_IF_FAIL(Label, Status, Call)                                   \
    do {                                                                    \
        (Status) = (Call);                                                  \
        if (!NT_SUCCESS(Status)) {                                          \
            TRACE_ERROR("line %d: 0x%08x", __LINE__, (Status));             \
            goto Label;                                                     \
        }                                                                   \
    } while (0)

/* Goes to Label with STATUS_INSUFFICIENT_RESOURCES when Pointer is NULL. */
#define GOTO_IF_NULL(Label, Status, Pointer)                                \
    do {                                                                    \
        if ((Pointer) == NULL) {                                            \
            (Status) = STATUS_INSUFFICIENT_RESOURCES;                       \
            goto Label;                                                     \
        }                                                                   \
    } while (0)

#endif
