import type { FunctionModel, Variable } from '../../model/ir.ts';
import type { FixDraft } from '../rule.ts';

/** Gives a local variable static storage, in place. */
export function declareStatic(fn: FunctionModel, variable: Variable): FixDraft {
  const { start } = variable.span;
  return {
    title: `Make '${variable.name}' static`,
    safety: 'review',
    edits: [{ unit: fn.unit, span: { start, end: start }, newText: 'static ' }],
  };
}
