import type { FileEdit, FixSafety, Location, Severity } from '../base/finding.ts';
import type { Span } from '../base/text.ts';
import type { Lifeline } from '../flow/lifeline.ts';
import type { Observation } from '../flow/observation.ts';
import type { Program } from '../flow/program.ts';
import type { Site, Step } from '../flow/site.ts';
import type { FileModel } from '../model/ir.ts';
import type { DriverProject } from '../project/index.ts';
import type { Unit } from '../syntax/unit.ts';
import type { RuleId } from './ids.ts';

/** What every surface shows of a rule: editor, command line, SARIF rule table, settings, rule index. */
export interface RuleMeta {
  readonly id: RuleId;
  /** One sentence without a full stop at the end: "WskDeregister reached although WskRegister failed". */
  readonly summary: string;
  /** Fact-base ids that the rule covers, e.g. `WSK-REG-004`. */
  readonly facts: readonly string[];
  readonly severity: Severity;
  /** How often a finding is expected to be right; `high`: nearly always. */
  readonly precision: 'high' | 'medium';
  /** Finds some of its bugs only where the whole driver is seen. */
  readonly needsDriver?: true;
}

export interface Rule extends RuleMeta {
  /** Judges what was observed; pure, and called once for each analysis. */
  check(context: RuleContext): void;
}

/** A span of a unit, relative to the unit's start. */
export interface Anchor {
  readonly unit: Unit;
  readonly span: Span;
}

export interface EditDraft extends Anchor {
  readonly newText: string;
}

export interface FixDraft {
  readonly title: string;
  readonly safety: FixSafety;
  /** Is offered only where none of the drafts in front of it repairs the finding. */
  readonly isFallback?: true;
  /** In the code, or in a build file. */
  readonly edits: readonly (EditDraft | FileEdit)[];
}

export interface Report {
  /** In the code, or in a build file. */
  readonly at: Anchor | Location;
  readonly message: string;
  /** Replaces the rule's own severity for this finding. */
  readonly severity?: Severity;
  /** The path; shown from `from` on, or from its beginning. */
  readonly steps?: Step | undefined;
  readonly from?: Site | undefined;
  /** Places that explain a finding without a path. */
  readonly related?: readonly { readonly at: Anchor | Location; readonly message: string }[];
  readonly fixes?: readonly (FixDraft | undefined)[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** The end of a lifeline, simulated from where its beginning left off. */
export interface Life extends Lifeline {
  readonly observations: readonly Observation[];
}

/** An `#include` line. */
export interface Include {
  readonly unit: Unit;
  /** Between the quotes or brackets, as written. */
  readonly name: string;
}

export interface RuleContext {
  readonly program: Program;
  /** The files that are judged. */
  readonly files: readonly FileModel[];
  /** Everything observed in them, in the order of the functions that were entered from outside. */
  readonly observations: readonly Observation[];
  /** What is observed when one of these functions runs long after another: the unload routine after DriverEntry. */
  readonly lives: readonly Life[];
  /** The build file of the driver, when it has one that is seen. */
  readonly project: DriverProject | undefined;
  /** The `#include` lines of one of the files. */
  includesOf(file: FileModel): readonly Include[];
  /** The headers among the files that a file includes, also through others. */
  headersOf(file: FileModel): readonly FileModel[];
  /** Code of the driver may link the library (lower case, without `.lib`) by a pragma. */
  isNamedInCode(library: string): boolean;
  /** Two reports of one rule at one place are one finding: the first. */
  report(report: Report): void;
}

/** The page that a finding links to: `docs/rules/<id>.md` in the project's repository. */
export function ruleUrl(id: RuleId): string {
  return `https://github.com/wsk-driver-tools/wsk-driver-tools/blob/main/docs/rules/${id}.md`;
}
