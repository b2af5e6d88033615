import type { Site } from '../../flow/site.ts';
import type { FixDraft } from '../rule.ts';
import { isWritten } from './observations.ts';
import {
  guardOf,
  insertAfter,
  leaves,
  linesOf,
  remove,
  sourceText,
  statementAt,
  type Statement,
} from './statements.ts';

/**
 * Moves the statement at one site behind the statement at a later one of the same block of statements, each with the `if` that
 * it may be the body of.
 */
export function moveBehind(moved: Site, anchor: Site, title: string): FixDraft | undefined {
  if (moved.fn !== anchor.fn || !isWritten(moved) || !isWritten(anchor)) return undefined;
  const unit = moved.fn.unit;
  const [from, to] = inOneBlock(statementAt(unit, moved.span), statementAt(unit, anchor.span)) ?? [];
  if (from === undefined || to === undefined || from.start >= to.start) return undefined;
  if (!/^(?:expression|if)_statement$/.test(from.node.kind) || to.node.kind === 'return_statement')
    return undefined;
  // A way out in between would leave without what was moved.
  const between = sourceText(unit, { start: from.end, end: to.end });
  if (leaves(between)) return undefined;
  return { title, safety: 'review', edits: [remove(from), ...insertAfter(to, linesOf(from))] };
}

/** The two statements, or the `if` around one or both of them, that stand in one block. */
function inOneBlock(
  from: Statement | undefined,
  to: Statement | undefined,
): readonly [Statement, Statement] | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [outerFrom, outerTo] = [guardOf(from), guardOf(to)];
  for (const first of [from, outerFrom])
    for (const second of [to, outerTo])
      if (first !== undefined && second !== undefined && areSiblings(first, second)) return [first, second];
  return undefined;
}

function areSiblings(a: Statement, b: Statement): boolean {
  if (a.isBare || b.isBare || a.start === b.start) return false;
  return a.siblings.some(({ start, end }) => start === b.start && end === b.end);
}
