import type { Finding } from '../base/finding.ts';
import type { Span } from '../base/text.ts';
import { ruleIds } from '../rules/ids.ts';
import { StatementStarts } from './statementStarts.ts';
import type { SuppressionComment } from './suppressionComments.ts';
import {
  readSuppressions,
  type Disabling,
  type SuppressionEntry,
  type Suppressions,
  type Target,
} from './suppressionReach.ts';

/** A finding that a comment takes back, and why its author says so. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** Undefined where the comment gives none. */
  readonly reason: string | undefined;
}

/**
 * Why a suppression has no effect. `nothing-reported`: no finding is where it reaches. `redundant`: what it reaches is suppressed
 * by another one as well. `nothing-disabled`: an enable of what is not disabled.
 */
export type UnusedCause =
  'nothing-reported' | 'redundant' | 'nothing-disabled' | 'unknown-rule' | 'unknown-directive';

/** A suppression comment, or one of the rules that it names, without effect. */
export interface UnusedSuppression {
  readonly comment: SuppressionComment;
  readonly cause: UnusedCause;
  /** All entries of the comment, or one of them. */
  readonly entries: readonly SuppressionEntry[];
  /** Whether `entries` are all that the comment has. */
  readonly isWhole: boolean;
  /** Entries of later comments that are useless without these: what enables again only what these disable. */
  readonly dependents: readonly SuppressionEntry[];
}

export interface SuppressionResult {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** In the order of the file. */
  readonly unused: readonly UnusedSuppression[];
}

export interface SuppressionOptions {
  /** Rules whose findings count for nothing, and whose suppressions are neither used nor unused. */
  readonly isOff: (rule: string) => boolean;
  /**
   * Parts of the file, in offsets, that were not looked into, for example functions that do not parse: a suppression that
   * reaches into them is not called unused, or half-typed code would lose its suppressions. Asked only where it matters.
   */
  readonly unjudged: () => readonly Span[];
  /** Whether findings of a rule (without one: of any) may be missing: a suppression without effect may be of use then. */
  readonly mayMiss: (rule: string | undefined) => boolean;
}

/**
 * Takes away the findings of one file that its comments suppress, and tells which comments, or which of the rules they name,
 * have no effect. A finding belongs to the line that its span starts on and to the one that its statement starts on; for
 * a region, to where its span starts. Each is suppressed by one entry, the narrowest: all others can go without it coming back.
 *
 * @param text of the file
 * @param findings of the file by all rules; those of rules that are off are never kept
 */
export function applySuppressions(
  text: string,
  findings: readonly Finding[],
  options: SuppressionOptions,
): SuppressionResult {
  const { isOff } = options;
  const suppressions = readSuppressions(text);
  if (suppressions === undefined) {
    return { kept: findings.filter(({ rule }) => !isOff(rule)), suppressed: [], unused: [] };
  }
  const judge = new Judge(suppressions, options);
  const statements = new StatementStarts(text);
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const { rule, span } = finding;
    const target = judge.target(rule, span.start, statements.at(span.start));
    const by = judge.suppressing(target, judge.disabling);
    if (isOff(rule)) continue;
    if (by === undefined) kept.push(finding);
    else suppressed.push({ finding, reason: by.comment.reason });
  }
  return { kept, suppressed, unused: judge.unused() };
}

/** Suppresses findings one after the other, and knows what had no effect. */
class Judge {
  readonly disabling: readonly Disabling[];
  readonly #suppressions: Suppressions;
  readonly #options: SuppressionOptions;
  readonly #used = new Set<SuppressionEntry>();
  readonly #redundant = new Set<SuppressionEntry>();

  constructor(suppressions: Suppressions, options: SuppressionOptions) {
    this.#suppressions = suppressions;
    this.#options = options;
    this.disabling = suppressions.entries.filter((entry) => entry.kind === 'disable');
  }

  target(rule: string, offset: number, statement: number): Target {
    const { lines } = this.#suppressions;
    const { line } = lines.position(offset);
    return { rule, offset, line, statementLine: lines.position(statement).line };
  }

  /** The one of these entries that suppresses a finding: of the narrowest that reach it the last. */
  suppressing(target: Target, entries: readonly Disabling[]): Disabling | undefined {
    let narrowest: Disabling | undefined;
    let nearness = 1;
    const reaching: Disabling[] = [];
    for (const entry of entries) {
      const near = entry.nearness(target);
      if (near === 0) continue;
      reaching.push(entry);
      if (near >= nearness) [narrowest, nearness] = [entry, near];
    }
    for (const entry of reaching) {
      // Of a rule that is off, nobody knows which one its author relies on.
      const isUsed = entry === narrowest || this.#options.isOff(target.rule);
      (isUsed ? this.#used : this.#redundant).add(entry);
    }
    return narrowest;
  }

  /** To be asked after the last finding. */
  unused(): readonly UnusedSuppression[] {
    const { entries } = this.#suppressions;
    const isGuard = (entry: SuppressionEntry): boolean =>
      entry.kind === 'disable' && entry.rule?.name === 'unused-suppression';
    const causes = new Map<SuppressionEntry, UnusedCause>();
    const collect = (entry: SuppressionEntry): void => {
      const cause = this.#causeOf(entry);
      if (cause !== undefined) causes.set(entry, cause);
    };
    entries.filter((entry) => !isGuard(entry)).forEach(collect);
    // Entries about unused suppressions come last: what they suppress is known only now. No comment suppresses itself.
    const guards = this.disabling.filter(isGuard);
    for (const comment of new Set([...causes.keys()].map((entry) => entry.comment))) {
      const { start } = comment.comment;
      const target = this.target('unused-suppression', start, start);
      const others = guards.filter((guard) => guard.comment !== comment);
      if (this.suppressing(target, others) === undefined) continue;
      for (const entry of entries) if (entry.comment === comment) causes.delete(entry);
    }
    guards.forEach(collect);
    return unusedOf(entries, causes);
  }

  #causeOf(entry: SuppressionEntry): UnusedCause | undefined {
    const name = entry.rule?.name;
    if (entry.kind === 'misspelt') return 'unknown-directive';
    if (name !== undefined && !isRule(name)) return 'unknown-rule';
    if (name !== undefined && this.#options.isOff(name)) return undefined;
    if (entry.kind === 'enable') return entry.ends.length === 0 ? 'nothing-disabled' : undefined;
    if (this.#used.has(entry) || this.#options.mayMiss(name)) return undefined;
    if (this.#redundant.has(entry)) return 'redundant';
    const spans = entry.spans();
    const isJudged = this.#options
      .unjudged()
      .every((part) => spans.every(({ start, end }) => part.end <= start || end <= part.start));
    return isJudged ? 'nothing-reported' : undefined;
  }
}

/** One for each comment of which no entry has an effect, all for one cause; else, and for each unknown name, one for each entry. */
function unusedOf(
  entries: readonly SuppressionEntry[],
  causes: ReadonlyMap<SuppressionEntry, UnusedCause>,
): readonly UnusedSuppression[] {
  const byComment = new Map<SuppressionComment, SuppressionEntry[]>();
  for (const entry of entries) {
    const known = byComment.get(entry.comment);
    if (known === undefined) byComment.set(entry.comment, [entry]);
    else known.push(entry);
  }
  const unused: UnusedSuppression[] = [];
  for (const [comment, all] of byComment) {
    const add = (cause: UnusedCause, some: readonly SuppressionEntry[]): void => {
      const isWhole = some.length === all.length;
      unused.push({ comment, cause, entries: some, isWhole, dependents: dependentsOf(some, entries) });
    };
    const [first, ...others] = all.map((entry) => causes.get(entry));
    const isOne = others.length === 0 || first !== 'unknown-rule';
    if (first !== undefined && isOne && others.every((cause) => cause === first)) {
      add(first, all);
      continue;
    }
    for (const entry of all) {
      const cause = causes.get(entry);
      if (cause !== undefined) add(cause, [entry]);
    }
  }
  return unused;
}

/** Enabling entries that are about nothing but these. */
function dependentsOf(
  entries: readonly SuppressionEntry[],
  all: readonly SuppressionEntry[],
): readonly SuppressionEntry[] {
  return all.filter(
    (entry) =>
      entry.kind === 'enable' &&
      entry.ends.length > 0 &&
      entry.ends.every((ended) => entries.includes(ended)),
  );
}

function isRule(name: string): boolean {
  return ruleIds.some((id) => id === name);
}
