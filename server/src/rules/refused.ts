/** Facts that a rule could cover and that none does, each with the reason in one sentence. */
export interface RefusedFact {
  readonly fact: string;
  /** The mistake, as a rule's summary would say it. */
  readonly summary: string;
  readonly because: string;
}

export const refusedFacts: readonly RefusedFact[] = [
  {
    fact: 'WSK-CAP-011',
    summary: 'A failed capture does not tell STATUS_DEVICE_NOT_READY and STATUS_NOINTERFACE apart',
    because:
      'Nearly every driver that captures without waiting simply fails when the capture does, which is correct though not helpful: the rule would report most correct drivers.',
  },
  {
    fact: 'WSK-PRJ-010',
    summary: 'Warning C4201 for the nameless structures of wsk.h ends a build that takes warnings for errors',
    because:
      'The compiler reports C4201 itself, at its place, and whether it is on hangs on headers and sheets of the WDK, which are not seen: the rule could only guess.',
  },
];
