import type { Span } from '../base/text.ts';
import type { Call, FunctionModel } from '../model/ir.ts';

/** A point of the program: a span of a function, relative to the start of the function's unit. */
export interface Site {
  readonly fn: FunctionModel;
  readonly span: Span;
  /** The call that stands there, if one does. */
  readonly call: Call | undefined;
}

/** The two sites are the same place of the program; calls inside one macro invocation are told apart. */
export function sameSite(a: Site, b: Site): boolean {
  return a.fn === b.fn && a.call === b.call && a.span.start === b.span.start && a.span.end === b.span.end;
}

/**
 * One step of the path to a state, linked backwards so that states share their common past.
 * `event`: an operation on a resource. `branch`: an outcome that the analysis could not decide. `enter`: a call into
 * another function of the driver.
 */
export interface Step {
  readonly previous: Step | undefined;
  readonly depth: number;
  readonly kind: 'event' | 'branch' | 'enter';
  readonly site: Site;
  readonly message: string;
}

export function addStep(previous: Step | undefined, kind: Step['kind'], site: Site, message: string): Step {
  return { previous, depth: (previous?.depth ?? 0) + 1, kind, site, message };
}

/**
 * The path that a merged state shows. Where two paths differ only in branches that no longer matter, what they share;
 * else the shorter of them.
 */
export function joinSteps(a: Step | undefined, b: Step | undefined): Step | undefined {
  if (a === b) return a;
  const [left, right]: [Step[], Step[]] = [[], []];
  let past = a;
  let other = b;
  while (past !== other) {
    const later = (past?.depth ?? 0) >= (other?.depth ?? 0) ? past : other;
    if (later === undefined) break;
    if (later === past) {
      left.push(later);
      past = later.previous;
    } else {
      right.push(later);
      other = later.previous;
    }
  }
  if ([...left, ...right].some(({ kind }) => kind !== 'branch')) return left.length <= right.length ? a : b;
  const differs = left.findIndex((step, at) => !isSameStep(step, right[at]));
  const shared = left.slice(0, differs < 0 ? left.length : differs).reverse();
  return shared.reduce(
    (previous: Step | undefined, { kind, site, message }) => addStep(previous, kind, site, message),
    past,
  );
}

function isSameStep(a: Step, b: Step | undefined): boolean {
  return b !== undefined && a.message === b.message && sameSite(a.site, b.site);
}

const longestQuote = 50;

/** A condition as the source has it, or a stand-in for a long one. */
export function conditionText({ fn, span }: Site): string {
  const text = fn.unit.source.slice(span.start, span.end).replace(/\s+/g, ' ');
  return text.length > longestQuote ? 'this condition' : `'${text}'`;
}
