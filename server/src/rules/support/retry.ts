import type { Site } from '../../flow/site.ts';
import type { FunctionModel } from '../../model/ir.ts';
import type { FixDraft } from '../rule.ts';
import { isWritten, sameSpan } from './observations.ts';
import {
  bracedLines,
  ifBlock,
  indentation,
  indentUnit,
  insertBefore,
  sourceText,
  statementAt,
} from './statements.ts';

/** How often, and how long in between, a capture is tried again while a driver is being loaded: for a second at most. */
const attempts = 10;
const delayIn100ns = '-100 * 10000LL';

/**
 * A capture that waits without limit becomes a loop of captures that do not wait. Only for a statement of its own
 * `status = WskCaptureProviderNPI(...)`.
 */
export function retryCapture({ fn, span, call }: Site): FixDraft | undefined {
  const { unit } = fn;
  const timeout = call?.args[1];
  const statement = statementAt(unit, span);
  if (call === undefined || timeout === undefined || sameSpan(timeout.span, call.span)) return undefined;
  if (statement?.node.kind !== 'expression_statement' || statement.isBare) return undefined;
  if (!isWritten({ fn, span, call })) return undefined;
  const text = sourceText(unit, statement);
  const status = /^(\w+)\s*=\s*WskCaptureProviderNPI\s*\(/.exec(text)?.[1];
  if (status === undefined || text.includes('\n')) return undefined;
  const [attempt, delay] = [freeName(fn, 'attempt'), freeName(fn, 'delay')];
  if (attempt === undefined || delay === undefined) return undefined;
  const at = (offset: number): number => offset - statement.start;
  const once = `${text.slice(0, at(timeout.span.start))}WSK_NO_WAIT${text.slice(at(timeout.span.end))}`;
  const loop = bracedLines(unit, `for (${attempt} = 0; ${attempt} < ${attempts}; ${attempt}++)`, [
    once,
    ...ifBlock(unit, `${status} != STATUS_DEVICE_NOT_READY`, ['break;']),
    `KeDelayExecutionThread(KernelMode, FALSE, &${delay});`,
  ]);
  const newText = loop.join(`\n${indentation(unit, statement.start)}`);
  const declared = fn.bodySpan.start + 1;
  const inner = indentation(unit, fn.bodySpan.end - 1) + indentUnit(unit);
  const declarations = [`LARGE_INTEGER ${delay};`, `ULONG ${attempt};`].map((line) => `\n${inner}${line}`);
  return {
    title: 'Try again for a second with WSK_NO_WAIT',
    safety: 'review',
    edits: [
      { unit, span: { start: declared, end: declared }, newText: declarations.join('') },
      ...insertBefore(statement, [`${delay}.QuadPart = ${delayIn100ns}; // 100 ms`]),
      { unit, span: { start: statement.start, end: statement.end }, newText },
    ],
  };
}

/** A name in the style of the function's own; undefined when it is used already. */
function freeName({ unit, locals }: FunctionModel, word: string): string | undefined {
  const isCapital = locals.some(({ name }) => /^[A-Z][a-z]/.test(name));
  const name = isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  return unit.identifiers().has(name) ? undefined : name;
}
