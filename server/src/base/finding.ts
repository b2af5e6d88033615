/**
 * Base: text, findings, cancellation, logging. Invariants: imports nothing; offsets are 0-based UTF-16 code units, and what they
 * are relative to is said with them.
 */
import type { Span, TextEdit } from './text.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A place in a file: offsets into the file's original text, 0-based UTF-16 code units. */
export interface Location {
  /** URI of the file. */
  readonly uri: string;
  readonly span: Span;
}

/** One step on the path that leads to a finding, in order of execution. */
export interface PathStep extends Location {
  /** What happens there: "WskRegister succeeds here". */
  readonly message: string;
}

/** `safe`: fixAll may apply it. `review`: a person decides. */
export type FixSafety = 'safe' | 'review';

export interface Fix {
  /** What the edit does, imperative: "Insert WskDeregister before the return". */
  readonly title: string;
  readonly safety: FixSafety;
  /** Is offered only where none of the fixes in front of it repairs the finding. */
  readonly isFallback?: true;
  /** In the file that the finding is in, and others. */
  readonly edits: readonly FileEdit[];
}

/** An edit and the URI of the file that it is for. */
export interface FileEdit extends TextEdit {
  readonly uri: string;
}

/**
 * Plain data, complete: an editor, a terminal or a SARIF file shows it without asking anything further, but for which of its
 * fixes hold when they are tried (`Analyser.repairsOf`).
 */
export interface Finding extends Location {
  /** Rule id, e.g. `registration-leak`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, why it matters, what to do. */
  readonly message: string;
  readonly path: readonly PathStep[];
  readonly fixes: readonly Fix[];
  /** Shown struck through (`deprecated`) or faded (`unnecessary`). */
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
}
