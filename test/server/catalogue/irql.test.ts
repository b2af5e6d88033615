import { describe, expect, it } from 'vitest';
import { irqlEffect, irqlLevel, irqlNames } from '../../../server/src/catalogue/irql.ts';

describe('irqlEffect', () => {
  it.each([
    ['KeAcquireSpinLock', 2],
    ['KeAcquireSpinLockAtDpcLevel', 2],
    ['KeAcquireInStackQueuedSpinLock', 2],
    ['ExAcquireSpinLockShared', 2],
    ['NdisDprAcquireSpinLock', 2],
    ['WdfSpinLockAcquire', 2],
    ['KeRaiseIrqlToDpcLevel', 2],
    ['ExAcquireFastMutex', 1],
  ])('%s raises to %d', (call, to) => {
    expect(irqlEffect(call)).toMatchObject({ effect: 'raise', to });
  });

  it('reads the new level of KeRaiseIrql from its first argument', () => {
    expect(irqlEffect('KeRaiseIrql')).toMatchObject({ effect: 'raise-to-argument', argument: 0 });
  });

  it.each([
    'KeReleaseSpinLock',
    'KeReleaseSpinLockFromDpcLevel',
    'KeReleaseInStackQueuedSpinLock',
    'ExReleaseSpinLockExclusive',
    'KeLowerIrql',
    'ExReleaseFastMutex',
    'NdisReleaseSpinLock',
    'WdfSpinLockRelease',
  ])('%s lowers', (call) => {
    expect(irqlEffect(call)).toEqual({ effect: 'lower' });
  });

  it.each([
    'KeAcquireGuardedMutex',
    'ExAcquireFastMutexUnsafe',
    'ExAcquirePushLockExclusive',
    'KeTryToAcquireSpinLockAtDpcLevel',
    'ExInterlockedInsertTailList',
    'KeWaitForSingleObject',
    'WskRegister',
  ])('%s leaves the level alone', (call) => {
    expect(irqlEffect(call)).toBeUndefined();
  });
});

it('knows the levels by name', () => {
  expect(irqlNames.map(irqlLevel)).toEqual([0, 1, 2]);
  expect(irqlLevel('HIGH_LEVEL')).toBe(2);
  expect(irqlLevel('OldIrql')).toBeUndefined();
});
