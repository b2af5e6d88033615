import type { FunctionModel, Variable } from '../../model/ir.ts';
import { walk } from '../../flow/expressions.ts';
import { localNamed } from '../../flow/program.ts';
import type { FixDraft } from '../rule.ts';

/** Gives a local variable static storage, in place, where its initialiser is a constant and it is declared alone. */
export function declareStatic(fn: FunctionModel, variable: Variable): FixDraft | undefined {
  const { start } = variable.span;
  if (fn.locals.some((other) => other !== variable && other.span.start === start)) return undefined;
  const locals: string[] = [];
  if (variable.init !== undefined) {
    walk(variable.init, (part) => {
      if (part.kind === 'name' && localNamed(fn, part.name) !== undefined) locals.push(part.name);
    });
  }
  if (locals.length > 0) return undefined;
  return {
    title: `Make '${variable.name}' static`,
    safety: 'review',
    edits: [{ unit: fn.unit, span: { start, end: start }, newText: 'static ' }],
  };
}
