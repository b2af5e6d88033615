/** IRPs that a driver allocates for WSK requests. */
import { input, inOut, inputOptional, irql, kernelCallback, kernelRoutine, result } from '../define.ts';
import type { RoutineSymbol } from '../types.ts';

const ownIrp = input('PIRP', 'Irp', 'An IRP of your own.');

export const requests: readonly RoutineSymbol[] = [
  kernelRoutine('IoAllocateIrp', {
    summary: 'Allocates an IRP in nonpaged memory.',
    returnType: 'PIRP',
    params: [
      input('CCHAR', 'StackSize', 'Number of stack locations.'),
      input('BOOLEAN', 'ChargeQuota', 'FALSE for an IRP of the driver itself.'),
    ],
    returns: [
      result('NULL', 'Out of memory.'),
      result('other', 'The IRP, without a completion routine and with no stack location in use.'),
    ],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'One stack location is enough for WSK, FALSE for the quota. Check for NULL.',
      'Set a completion routine before each WSK call that is given the IRP.',
      'One request at a time: reuse it with IoReuseIrp, or free it, only when the request has completed.',
    ],
    related: ['IoReuseIrp', 'IoSetCompletionRoutine', 'IoFreeIrp'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-ioallocateirp',
  }),
  kernelRoutine('IoReuseIrp', {
    summary: 'Puts an IRP of your own back into the state that it was allocated in.',
    returnType: 'VOID',
    params: [
      inOut('PIRP', 'Irp', 'An IRP from IoAllocateIrp or IoInitializeIrp.'),
      input('NTSTATUS', 'Iostatus', 'Status that the IRP then holds, such as STATUS_SUCCESS.'),
    ],
    returns: [result('VOID', 'No status.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'Between two WSK requests with one IRP, and never while the first is pending.',
      'It clears the completion routine: call IoSetCompletionRoutine again before the next request.',
      'Read IoStatus before: the status is overwritten, and Information is gone.',
    ],
    related: ['IoAllocateIrp', 'IoSetCompletionRoutine'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-ioreuseirp',
  }),
  kernelRoutine('IoInitializeIrp', {
    summary: 'Initialises an IRP in memory that the driver allocated itself.',
    returnType: 'VOID',
    params: [
      inOut('PIRP', 'Irp', 'Nonpaged memory for the IRP.'),
      input('USHORT', 'PacketSize', 'IoSizeOfIrp(StackSize).'),
      input('CCHAR', 'StackSize', 'Number of stack locations.'),
    ],
    returns: [result('VOID', 'No status.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'For an IRP inside a context of your own: IoSizeOfIrp(1) bytes of nonpaged memory.',
      'Such an IRP is never given to IoFreeIrp. For the next request use IoReuseIrp.',
      'The memory stays until the completion routine has run.',
    ],
    related: ['IoAllocateIrp', 'IoReuseIrp'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-ioinitializeirp',
  }),
  kernelRoutine('IoSetCompletionRoutine', {
    summary: 'Names the routine that runs when the IRP completes.',
    library: undefined,
    minClient: undefined,
    targetPlatform: 'Desktop',
    returnType: 'VOID',
    params: [
      ownIrp,
      inputOptional('PIO_COMPLETION_ROUTINE', 'CompletionRoutine', 'The routine.'),
      inputOptional('PVOID', 'Context', 'Handed to the routine.'),
      input('BOOLEAN', 'InvokeOnSuccess', 'Run it after success.'),
      input('BOOLEAN', 'InvokeOnError', 'Run it after an error.'),
      input('BOOLEAN', 'InvokeOnCancel', 'Run it after a cancellation.'),
    ],
    returns: [result('VOID', 'No status.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'For an IRP that goes to WSK: TRUE three times. WSK completes it in each of these ways.',
      'Without the routine, the I/O manager goes on with an IRP that it does not own.',
      'The routine returns STATUS_MORE_PROCESSING_REQUIRED, so that the IRP stays yours.',
    ],
    related: ['IO_COMPLETION_ROUTINE', 'IoReuseIrp'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-iosetcompletionroutine',
  }),
  kernelCallback('IO_COMPLETION_ROUTINE', 'PIO_COMPLETION_ROUTINE', {
    summary: 'Your routine for an IRP that has completed.',
    returnType: 'NTSTATUS',
    params: [
      input('PDEVICE_OBJECT', 'DeviceObject', 'NULL for an IRP that the driver allocated for WSK.'),
      input('PIRP', 'Irp', 'The IRP, with the outcome in IoStatus.'),
      inputOptional('PVOID', 'Context', 'As given to IoSetCompletionRoutine.'),
    ],
    returns: [
      result('STATUS_MORE_PROCESSING_REQUIRED', 'The IRP is yours. The value for IRPs of WSK requests.'),
      result('STATUS_SUCCESS', 'The I/O manager goes on completing it: for IRPs of others only.'),
    ],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'For a WSK request return STATUS_MORE_PROCESSING_REQUIRED on every path.',
      'It may run before the WSK call has returned, in another thread, at up to DISPATCH_LEVEL. Wait for nothing here.',
      'DeviceObject is NULL. What the routine needs comes with Context.',
      'After KeSetEvent on an event of the waiting thread, touch neither IRP nor context: they may be gone.',
    ],
    related: ['IoSetCompletionRoutine', 'KeSetEvent', 'IoFreeIrp'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nc-wdm-io_completion_routine',
  }),
  kernelRoutine('IoFreeIrp', {
    summary: 'Frees an IRP from IoAllocateIrp.',
    returnType: 'VOID',
    params: [ownIrp],
    returns: [result('VOID', 'No status.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'Only after its WSK request has completed, also when the call returned an error: WSK completes the IRP in each case.',
      'In one place: in the completion routine, or behind the wait, not in both.',
      'Read IoStatus and release the MDLs of the request before.',
    ],
    related: ['IoAllocateIrp', 'IO_COMPLETION_ROUTINE'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-iofreeirp',
  }),
  kernelRoutine('IoCancelIrp', {
    summary: 'Asks for an IRP to be cancelled.',
    returnType: 'BOOLEAN',
    params: [ownIrp],
    returns: [
      result('TRUE', 'A cancel routine was called.'),
      result('FALSE', 'There was none. The IRP is marked as cancelled all the same.'),
    ],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'A request, no end: WSK still completes the IRP, with STATUS_CANCELLED or with its result. Wait for that before freeing anything.',
      'The IRP has to exist during the call: make sure that its completion cannot free it meanwhile.',
      'After a wait that timed out: cancel, then wait again without a time-out.',
      'Closing the socket ends its pending requests too.',
    ],
    related: ['KeWaitForSingleObject', 'IoFreeIrp'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-iocancelirp',
  }),
];
