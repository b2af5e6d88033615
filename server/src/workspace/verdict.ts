import type { Sources } from '../analysis/analyser.ts';
import type { Finding } from '../base/finding.ts';
import { sameItems } from '../base/sameItems.ts';
import type { SeenSources } from './driverSources.ts';
import type { Policy } from './policy.ts';
import type { Settings } from './settings.ts';
import type { HeldBack } from './shown.ts';
import type { Snapshot } from './snapshot.ts';

/** What came of the analysis of one snapshot under one set of settings. */
export type Verdict = {
  /** Differs from every other verdict of this process. */
  readonly id: number;
  /** Time spent, parsing included. */
  readonly milliseconds: number;
} & (
  | { readonly kind: 'analysed'; readonly findings: readonly Finding[] }
  /** Not analysed on purpose; `reason` is a clause: "it is 12.3 MB, larger than ...". */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** The analysis broke; the log has more than `reason`. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'off' }
);

/** What a verdict was made from: it holds as long as these are the same. */
export interface Basis {
  readonly snapshot: Snapshot;
  readonly settings: Settings;
  readonly sources: readonly SeenSources[];
  /** What is held back of each of their files, see {@link Steady}. */
  readonly heldBack: HeldBack;
  readonly policy: Policy;
}

/** What was made from the one is what would be made from the other. */
export function isSameBasis(a: Basis, b: Basis): boolean {
  return (
    a.snapshot === b.snapshot &&
    a.settings === b.settings &&
    a.policy === b.policy &&
    sameItems(a.sources, b.sources) &&
    sameItems([...a.heldBack.values()], [...b.heldBack.values()])
  );
}

/** Both are the one file of a driver, in the same state. */
export function isSameAlone(a: Sources, b: Sources): boolean {
  return (
    a.id === b.id &&
    a.project === b.project &&
    a.files.length === 1 &&
    b.files.length === 1 &&
    a.files[0]?.file === b.files[0]?.file
  );
}
