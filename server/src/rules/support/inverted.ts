import type { Site } from '../../flow/site.ts';
import type { FixDraft } from '../rule.ts';
import { hasElse, sourceText, statementAt } from './statements.ts';

/** The success that a condition tests for, and what would test for a failure instead. */
const opposites: readonly (readonly [RegExp, string])[] = [
  [/^(\(\s*)(NT_SUCCESS\s*\(\s*\w+\s*\)\s*\))$/, '$1!$2'],
  [/^(\(\s*\w+\s*)==(\s*STATUS_SUCCESS\s*\))$/, '$1!=$2'],
];

/** The `if` behind a call, which leaves when the call has succeeded, leaves when it has failed. */
export function invertTest(called: Site | undefined): FixDraft | undefined {
  if (called?.call?.name === undefined) return undefined;
  const { unit } = called.fn;
  const statement = statementAt(unit, called.span);
  const test = statement?.siblings.find(({ start }) => start >= statement.end);
  const next = statement?.siblings.find(({ start }) => test !== undefined && start >= test.end);
  if (test?.kind !== 'if_statement' || hasElse(test)) return undefined;
  // What cleans up behind the test is meant for a failure.
  if (next === undefined || /\bWsk(?:Deregister|ReleaseProviderNPI)\b/.test(sourceText(unit, next)))
    return undefined;
  const condition = test.children.find(({ field }) => field === 'condition');
  const body = test.children.find(({ field }) => field === 'consequence');
  const last = body?.kind === 'compound_statement' ? body.children.filter(({ named }) => named).at(-1) : body;
  if (condition === undefined || !/^(?:return|goto|break|seh_leave)_statement$/.test(last?.kind ?? ''))
    return undefined;
  const text = sourceText(unit, condition);
  const [pattern, replacement] = opposites.find(([each]) => each.test(text)) ?? [];
  if (pattern === undefined || replacement === undefined) return undefined;
  const newText = text.replace(pattern, replacement);
  return {
    title: `Leave when ${called.call.name} fails, not when it succeeds`,
    safety: 'review',
    isFallback: true,
    edits: [{ unit, span: { start: condition.start, end: condition.end }, newText }],
  };
}
