/** Spin locks, with which WSK callbacks share state. */
import { inOut, input, irql, kernelRoutine, output, result } from '../define.ts';
import type { RoutineSymbol } from '../types.ts';

const lock = inOut('PKSPIN_LOCK', 'SpinLock', 'The lock, in nonpaged memory.');
const noStatus = result('VOID', 'No status.');
const raised = 'Until the release the IRQL is DISPATCH_LEVEL: no waiting, no paged memory.';
const notHeld =
  'Do not hold it over a WSK call: the completion routine may run inside the call and ask for it.';
const exactly = irql('DISPATCH_LEVEL', 'At exactly this level, as the acquire left it.');

export const locks: readonly RoutineSymbol[] = [
  kernelRoutine('KeInitializeSpinLock', {
    summary: 'Initialises a spin lock.',
    minClient: undefined,
    returnType: 'VOID',
    params: [output('PKSPIN_LOCK', 'SpinLock', 'Nonpaged memory for the lock.')],
    returns: [noStatus],
    irql: irql('HIGH_LEVEL'),
    remarks: ['Before the socket or the callback that uses it exists.'],
    related: ['KeAcquireSpinLock'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-keinitializespinlock',
  }),
  kernelRoutine('KeAcquireSpinLock', {
    summary: 'Takes a spin lock and raises the IRQL to DISPATCH_LEVEL.',
    library: 'Hal.lib',
    returnType: 'VOID',
    params: [lock, output('PKIRQL', 'OldIrql', 'Receives the level before, for the release.')],
    returns: [noStatus],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      raised,
      notHeld,
      'So no WskRegister, WskDeregister, WskGetAddressInfo, nor a capture that waits.',
    ],
    related: ['KeReleaseSpinLock'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-keacquirespinlock',
  }),
  kernelRoutine('KeReleaseSpinLock', {
    summary: 'Gives a spin lock back and restores the IRQL.',
    library: 'Hal.lib',
    returnType: 'VOID',
    params: [lock, input('KIRQL', 'NewIrql', 'The level from KeAcquireSpinLock.')],
    returns: [noStatus],
    irql: exactly,
    remarks: ['Before the WSK call that the lock was to decide about.'],
    related: ['KeAcquireSpinLock'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-kereleasespinlock',
  }),
  kernelRoutine('KeAcquireSpinLockAtDpcLevel', {
    summary: 'Takes a spin lock where the IRQL is DISPATCH_LEVEL already.',
    minClient: undefined,
    returnType: 'VOID',
    params: [lock],
    returns: [noStatus],
    irql: irql('HIGH_LEVEL', 'At DISPATCH_LEVEL or above.'),
    remarks: [
      'In a WSK callback only with WSK_FLAG_AT_DISPATCH_LEVEL. Without the flag the level may be lower: use KeAcquireSpinLock.',
      notHeld,
    ],
    related: ['KeReleaseSpinLockFromDpcLevel', 'KeAcquireSpinLock'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-keacquirespinlockatdpclevel',
  }),
  kernelRoutine('KeReleaseSpinLockFromDpcLevel', {
    summary: 'Gives back a spin lock that was taken with KeAcquireSpinLockAtDpcLevel.',
    returnType: 'VOID',
    params: [lock],
    returns: [noStatus],
    irql: exactly,
    remarks: ['For locks from KeAcquireSpinLockAtDpcLevel only: it leaves the IRQL alone.'],
    related: ['KeAcquireSpinLockAtDpcLevel'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-kereleasespinlockfromdpclevel',
  }),
  kernelRoutine('KeAcquireInStackQueuedSpinLock', {
    summary: 'Takes a spin lock in turn and raises the IRQL to DISPATCH_LEVEL.',
    library: undefined,
    minClient: undefined,
    targetPlatform: undefined,
    returnType: 'VOID',
    params: [lock, output('PKLOCK_QUEUE_HANDLE', 'LockHandle', 'Place in the queue, on the stack.')],
    returns: [noStatus],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [raised, notHeld],
    related: ['KeReleaseInStackQueuedSpinLock'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-keacquireinstackqueuedspinlock',
  }),
  kernelRoutine('KeReleaseInStackQueuedSpinLock', {
    summary: 'Gives a queued spin lock back and restores the IRQL.',
    library: 'Hal.lib; NtosKrnl.lib',
    minClient: 'Windows XP',
    returnType: 'VOID',
    params: [input('PKLOCK_QUEUE_HANDLE', 'LockHandle', 'The place that the acquire filled in.')],
    returns: [noStatus],
    irql: exactly,
    remarks: ['Before the WSK call that the lock was to decide about.'],
    related: ['KeAcquireInStackQueuedSpinLock'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-kereleaseinstackqueuedspinlock',
  }),
];
