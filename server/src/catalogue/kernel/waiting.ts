/** Events, and waiting for a WSK request. */
import { inOut, input, inputOptional, irql, kernelRoutine, output, result } from '../define.ts';
import type { RoutineSymbol } from '../types.ts';

const event = inOut('PRKEVENT', 'Event', 'An event in nonpaged memory.');

export const waiting: readonly RoutineSymbol[] = [
  kernelRoutine('KeInitializeEvent', {
    summary: 'Initialises an event.',
    returnType: 'VOID',
    params: [
      output('PRKEVENT', 'Event', 'Nonpaged memory for the event.'),
      input('EVENT_TYPE', 'Type', 'NotificationEvent, or SynchronizationEvent, which one wait resets.'),
      input('BOOLEAN', 'State', 'TRUE: signalled from the start.'),
    ],
    returns: [result('VOID', 'No status.')],
    irql: irql('HIGH_LEVEL'),
    remarks: [
      'Once, before the WSK call whose completion routine signals it, with FALSE.',
      'An event on the stack is fine when the function waits in KernelMode for every request that can signal it.',
    ],
    related: ['KeSetEvent', 'KeWaitForSingleObject'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-keinitializeevent',
  }),
  kernelRoutine('KeSetEvent', {
    summary: 'Signals an event.',
    returnType: 'LONG',
    params: [
      event,
      input('KPRIORITY', 'Increment', 'Priority boost for the thread that waits, such as IO_NO_INCREMENT.'),
      input('BOOLEAN', 'Wait', 'TRUE when a wait follows at once.'),
    ],
    returns: [result('other', 'State before: not 0 when it was signalled already.')],
    irql: irql('DISPATCH_LEVEL', 'Up to APC_LEVEL when Wait is TRUE.'),
    remarks: [
      'In a completion routine the last statement before the return: the thread that waits may free IRP and context at once.',
      'Wait is FALSE there.',
    ],
    related: ['KeWaitForSingleObject', 'IO_COMPLETION_ROUTINE'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-kesetevent',
  }),
  kernelRoutine('KeResetEvent', {
    summary: 'Sets an event to not signalled, and says what it was.',
    returnType: 'LONG',
    params: [event],
    returns: [result('other', 'State before: not 0 when it was signalled.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'Before an event serves for the next WSK request, and before that request is made: after the call it may be signalled already.',
    ],
    related: ['KeClearEvent', 'KeInitializeEvent'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-keresetevent',
  }),
  kernelRoutine('KeClearEvent', {
    summary: 'Sets an event to not signalled.',
    returnType: 'VOID',
    params: [event],
    returns: [result('VOID', 'No status.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'Before an event serves for the next WSK request, and before that request is made: after the call it may be signalled already.',
    ],
    related: ['KeResetEvent', 'KeInitializeEvent'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-keclearevent',
  }),
  kernelRoutine('KeWaitForSingleObject', {
    summary: 'Waits until an object is signalled, or for a time.',
    minClient: undefined,
    returnType: 'NTSTATUS',
    params: [
      inOut('PVOID', 'Object', 'Event, thread, timer or another dispatcher object in nonpaged memory.'),
      input('KWAIT_REASON', 'WaitReason', 'Executive.'),
      input('KPROCESSOR_MODE', 'WaitMode', 'KernelMode. UserMode lets the stack be paged out.'),
      input('BOOLEAN', 'Alertable', 'FALSE.'),
      inputOptional(
        'PLARGE_INTEGER',
        'Timeout',
        'In 100 ns: negative is relative, 0 only looks, NULL waits.',
      ),
    ],
    returns: [
      result('STATUS_SUCCESS', 'Signalled.'),
      result('STATUS_TIMEOUT', 'Not signalled in time. NT_SUCCESS is true for it.'),
      result('STATUS_ALERTED', 'Alertable waits only. NT_SUCCESS is true for it.'),
      result('STATUS_USER_APC', 'Alertable or UserMode waits only. NT_SUCCESS is true for it.'),
    ],
    irql: irql('APC_LEVEL', 'Up to DISPATCH_LEVEL when *Timeout is 0.'),
    remarks: [
      'Wait when the WSK call returned STATUS_PENDING. The outcome is Irp->IoStatus.Status, not what the wait returns.',
      'Never in a WSK event callback or a completion routine, whatever the IRQL.',
      'STATUS_TIMEOUT passes NT_SUCCESS, and the request is still pending: IoCancelIrp, then wait again without a time-out.',
      'KernelMode, and not alertable, when the event or the IRP is on the stack.',
    ],
    related: ['KeInitializeEvent', 'IoCancelIrp'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-kewaitforsingleobject',
  }),
];
