import type { Site } from '../../flow/site.ts';
import type { FixDraft } from '../rule.ts';
import { isWritten } from './observations.ts';
import { insertAfter, remove, sourceText, statementAt } from './statements.ts';

/** Moves the statement at one site behind the statement at a later one of the same block of statements. */
export function moveBehind(moved: Site, anchor: Site, title: string): FixDraft | undefined {
  if (moved.fn !== anchor.fn || !isWritten(moved) || !isWritten(anchor)) return undefined;
  const unit = moved.fn.unit;
  const from = statementAt(unit, moved.span);
  const to = statementAt(unit, anchor.span);
  if (from?.node.kind !== 'expression_statement' || to === undefined || from.isBare || to.isBare)
    return undefined;
  const inOneBlock = from.siblings.some((sibling) => sibling.start === to.start && sibling.end === to.end);
  if (!inOneBlock || from.start >= to.start || to.node.kind === 'return_statement') return undefined;
  // A way out in between would leave without what was moved.
  const between = sourceText(unit, { start: from.end, end: to.start });
  if (/\b(?:return|goto|break|continue|throw|__leave|leave)\b/.test(between)) return undefined;
  return { title, safety: 'review', edits: [remove(from), ...insertAfter(to, [sourceText(unit, from)])] };
}
