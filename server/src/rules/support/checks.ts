/** Text that quick-fixes insert, in the words of the function they go into. */
import type { ProtocolObservation } from '../../flow/observation.ts';
import type { Site } from '../../flow/site.ts';
import type { FunctionModel } from '../../model/ir.ts';
import { isVoid } from '../../model/types.ts';
import type { FixDraft } from '../rule.ts';
import { isWritten } from './observations.ts';
import {
  ifBlock,
  indentation,
  insertAfter,
  insertBefore,
  remove,
  sourceText,
  statementAt,
} from './statements.ts';

/** A local variable or value parameter of type NTSTATUS that the function already keeps its status in. */
export function statusVariable(fn: FunctionModel): string | undefined {
  const isStatus = (type: { name: string; pointers: number }): boolean =>
    type.name === 'NTSTATUS' && type.pointers === 0;
  return fn.locals.find((local) => isStatus(local.type) && !local.name.includes('#'))?.name;
}

/** The statement that leaves the function after a failure: what it returns fits its type. */
function failingReturn(fn: FunctionModel, status: string): string | undefined {
  const { name, pointers } = fn.returnType;
  if (pointers > 0) return 'return NULL;';
  if (name === 'NTSTATUS') return `return ${status};`;
  if (isVoid(fn.returnType)) return 'return;';
  return /^(BOOLEAN|BOOL|bool)$/.test(name) ? 'return FALSE;' : undefined;
}

/** Turns a call whose result is dropped into one that is stored and tested; `undo` runs before the function is left. */
export function checkResult(observation: ProtocolObservation, undo: readonly string[]): FixDraft | undefined {
  const { fn, call } = observation.site;
  const unit = fn.unit;
  const statement = statementAt(unit, observation.site.span);
  if (statement === undefined || call === undefined || !isWritten(observation.site)) return undefined;
  const status = statusVariable(fn);
  const leave = failingReturn(fn, status ?? 'STATUS_UNSUCCESSFUL');
  if (leave === undefined) return undefined;
  const title = `Test the result of ${call.name ?? 'the call'}`;
  const callText = sourceText(unit, call.span);
  if (statement.isBare) return undefined;
  if (call.use !== 'value') {
    if (statement.node.kind !== 'expression_statement') return undefined;
    const lines =
      status === undefined
        ? ifBlock(unit, `!NT_SUCCESS(${callText})`, [...undo, leave])
        : [`${status} = ${callText};`, ...ifBlock(unit, `!NT_SUCCESS(${status})`, [...undo, leave])];
    const newText = lines.join('\n' + indentation(unit, statement.start));
    return { title, safety: 'review', edits: [{ unit, span: statement, newText }] };
  }
  const stored = /^\s*([A-Za-z_]\w*)\s*=/.exec(sourceText(unit, statement))?.[1];
  if (stored === undefined) return undefined;
  const leaveStored = failingReturn(fn, stored) ?? leave;
  const edits = insertAfter(statement, ifBlock(unit, `!NT_SUCCESS(${stored})`, [...undo, leaveStored]));
  return { title, safety: 'review', edits };
}

/** Puts lines before the statement at a site. */
export function insertAt(site: Site, title: string, lines: readonly string[]): FixDraft | undefined {
  const statement = statementAt(site.fn.unit, site.span);
  return statement === undefined || !isWritten(site)
    ? undefined
    : { title, safety: 'review', edits: insertBefore(statement, lines) };
}

/** Removes the statement that consists of the call at a site. */
export function removeCall(site: Site, title: string): FixDraft | undefined {
  const statement = statementAt(site.fn.unit, site.span);
  if (statement?.node.kind !== 'expression_statement' || !isWritten(site)) return undefined;
  if (
    sourceText(statement.unit, statement).replace(/;$/, '').trim() !==
    sourceText(statement.unit, site.span).trim()
  )
    return undefined;
  return { title, safety: 'review', edits: [remove(statement)] };
}
