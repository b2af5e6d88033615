import type { Span } from '../../base/text.ts';
import { sameSite, type Site, type Step } from '../../flow/site.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { FixDraft } from '../rule.ts';
import { labelWith } from './ladder.ts';
import { gotoOf, insertBefore, statementAt, type Statement } from './statements.ts';

/**
 * Clean-up in front of the `goto` or `break` with which the failing branch of a path leaves for a way out that it shares with
 * others; undefined when the path leaves in another manner.
 * @param what names the clean-up in the title.
 */
export function insertBeforeJump(
  steps: Step | undefined,
  opened: Site,
  cleanup: readonly string[],
  what: string,
): FixDraft | undefined {
  const jump = failingJump(steps, opened);
  if (jump === undefined) return undefined;
  const elsewhere = jumpElsewhere(opened, jump, cleanup);
  if (elsewhere !== undefined) return elsewhere;
  const word = jump.node.kind === 'goto_statement' ? 'goto' : 'break';
  return { title: `Insert ${what} before the ${word}`, safety: 'review', edits: insertBefore(jump, cleanup) };
}

/** The `goto` goes to the label from which on the clean-up is made as well. */
function jumpElsewhere({ fn }: Site, jump: Statement, cleanup: readonly string[]): FixDraft | undefined {
  const label = jump.node.kind === 'goto_statement' ? gotoOf(fn.unit, jump.node) : undefined;
  const target = label === undefined ? undefined : labelWith(fn, cleanup, label);
  if (target === undefined) return undefined;
  const newText = `goto ${target.label};`;
  return {
    title: `Leave by goto ${target.label}`,
    safety: 'review',
    edits: [{ unit: fn.unit, span: { start: jump.start, end: jump.end }, newText }, ...target.edits],
  };
}

/** That jump; `opened` is where the path opened what it leaves behind. */
function failingJump(steps: Step | undefined, opened: Site): Statement | undefined {
  for (let step = steps; step !== undefined; step = step.previous) {
    if (sameSite(step.site, opened) || step.site.fn !== opened.fn) return undefined;
    if (step.kind === 'branch') return jumpOf(opened, testAt(step.site));
    if (step.kind === 'event') return jumpOf(opened, testBehind(step.site));
  }
  return undefined;
}

/** The `if` that a condition belongs to. */
function testAt({ fn, span }: Site): SyntaxNode | undefined {
  return statementAt(fn.unit, span)?.node;
}

/** The `if` behind the statement with a call that failed. */
function testBehind({ fn, span }: Site): SyntaxNode | undefined {
  const statement = statementAt(fn.unit, span);
  if (statement?.node.kind === 'if_statement') return statement.node;
  return statement?.siblings.find(({ start }) => start > statement.start);
}

function jumpOf({ fn }: Site, test: SyntaxNode | undefined): Statement | undefined {
  if (test?.kind !== 'if_statement') return undefined;
  const taken = test.children.find(({ field }) => field === 'consequence');
  const last =
    taken?.kind === 'compound_statement' ? taken.children.filter(({ named }) => named).at(-1) : taken;
  const isJump = last?.kind === 'goto_statement' || last?.kind === 'break_statement';
  return isJump ? statementAt(fn.unit, spanOf(last)) : undefined;
}

function spanOf({ start, end }: SyntaxNode): Span {
  return { start, end };
}
