/** PASSIVE_LEVEL, APC_LEVEL, DISPATCH_LEVEL (and everything above it, which no rule tells apart). */
export type IrqlLevel = 0 | 1 | 2;

export const irqlNames: readonly ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'] = [
  'PASSIVE_LEVEL',
  'APC_LEVEL',
  'DISPATCH_LEVEL',
];

/** Level that an IRQL constant names: `HIGH_LEVEL` and device levels count as DISPATCH_LEVEL. */
export function irqlLevel(name: string): IrqlLevel | undefined {
  switch (name) {
    case 'PASSIVE_LEVEL':
    case 'LOW_LEVEL':
      return 0;
    case 'APC_LEVEL':
      return 1;
    case 'DISPATCH_LEVEL':
    case 'CLOCK_LEVEL':
    case 'IPI_LEVEL':
    case 'HIGH_LEVEL':
      return 2;
    default:
      return undefined;
  }
}

/** Calls that yield the IRQL they are made at. */
export const currentIrqlCalls: ReadonlySet<string> = new Set(['KeGetCurrentIrql', 'NDIS_CURRENT_IRQL']);

/**
 * What a kernel call does to the IRQL of its caller. Raises and lowers nest: `lower` goes back to the level before the
 * latest `raise`, also for the `AtDpcLevel` forms, which find the level raised already.
 */
export type IrqlEffect =
  | {
      readonly effect: 'raise';
      readonly to: IrqlLevel;
      /** Completes "the call at line 12 …" in a message. */
      readonly phrase: string;
    }
  | {
      readonly effect: 'raise-to-argument';
      /** Zero-based position of the argument that holds the new level. */
      readonly argument: number;
      readonly phrase: string;
    }
  | { readonly effect: 'lower' };

const spinLock: IrqlEffect = { effect: 'raise', to: 2, phrase: 'takes a spin lock' };
const readWriteLock: IrqlEffect = { effect: 'raise', to: 2, phrase: 'takes a reader/writer spin lock' };
const interruptLock: IrqlEffect = { effect: 'raise', to: 2, phrase: 'takes an interrupt spin lock' };
const fastMutex: IrqlEffect = { effect: 'raise', to: 1, phrase: 'takes a fast mutex' };
const raiseIrql: IrqlEffect = { effect: 'raise-to-argument', argument: 0, phrase: 'raises the IRQL' };
const raiseToDispatch: IrqlEffect = { effect: 'raise', to: 2, phrase: 'raises the IRQL to DISPATCH_LEVEL' };
const lower: IrqlEffect = { effect: 'lower' };

/**
 * Left out on purpose: guarded mutexes, push locks and the `Unsafe` fast-mutex forms (they leave the IRQL alone), the
 * `TryTo` forms (held only when they return TRUE), and `ExInterlocked…` (the lock is gone when they return).
 */
const effects: ReadonlyMap<string, IrqlEffect> = new Map<string, IrqlEffect>([
  ['KeAcquireSpinLock', spinLock],
  ['KfAcquireSpinLock', spinLock],
  ['KeAcquireSpinLockRaiseToDpc', spinLock],
  ['KeAcquireSpinLockAtDpcLevel', spinLock],
  ['KeAcquireSpinLockForDpc', spinLock],
  ['KeAcquireInStackQueuedSpinLock', spinLock],
  ['KeAcquireInStackQueuedSpinLockAtDpcLevel', spinLock],
  ['KeAcquireInStackQueuedSpinLockForDpc', spinLock],
  ['KeReleaseSpinLock', lower],
  ['KfReleaseSpinLock', lower],
  ['KeReleaseSpinLockFromDpcLevel', lower],
  ['KeReleaseSpinLockForDpc', lower],
  ['KeReleaseInStackQueuedSpinLock', lower],
  ['KeReleaseInStackQueuedSpinLockFromDpcLevel', lower],
  ['KeReleaseInStackQueuedSpinLockForDpc', lower],

  ['ExAcquireSpinLockShared', readWriteLock],
  ['ExAcquireSpinLockSharedAtDpcLevel', readWriteLock],
  ['ExAcquireSpinLockExclusive', readWriteLock],
  ['ExAcquireSpinLockExclusiveAtDpcLevel', readWriteLock],
  ['ExReleaseSpinLockShared', lower],
  ['ExReleaseSpinLockSharedFromDpcLevel', lower],
  ['ExReleaseSpinLockExclusive', lower],
  ['ExReleaseSpinLockExclusiveFromDpcLevel', lower],

  ['IoAcquireCancelSpinLock', { effect: 'raise', to: 2, phrase: 'takes the cancel spin lock' }],
  ['IoReleaseCancelSpinLock', lower],
  ['KeAcquireInterruptSpinLock', interruptLock],
  ['KeReleaseInterruptSpinLock', lower],

  ['KeRaiseIrql', raiseIrql],
  ['KfRaiseIrql', raiseIrql],
  ['KeRaiseIrqlToDpcLevel', raiseToDispatch],
  ['KeLowerIrql', lower],
  ['KfLowerIrql', lower],

  ['ExAcquireFastMutex', fastMutex],
  ['ExReleaseFastMutex', lower],

  ['NdisAcquireSpinLock', spinLock],
  ['NdisDprAcquireSpinLock', spinLock],
  ['NdisReleaseSpinLock', lower],
  ['NdisDprReleaseSpinLock', lower],
  ['NdisAcquireRWLockRead', readWriteLock],
  ['NdisAcquireRWLockWrite', readWriteLock],
  ['NdisReleaseRWLock', lower],

  ['WdfSpinLockAcquire', spinLock],
  ['WdfSpinLockRelease', lower],
  ['WdfInterruptAcquireLock', interruptLock],
  ['WdfInterruptReleaseLock', lower],
]);

/** The effect of calling this function, undefined when it returns at the level it was called at. */
export function irqlEffect(call: string): IrqlEffect | undefined {
  return effects.get(call);
}
