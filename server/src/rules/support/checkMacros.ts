/** Macros that test a status and leave the function when it is a failure. */
import type { FunctionModel } from '../../model/ir.ts';
import type { RuleContext } from '../rule.ts';
import { labelsOf } from './ladder.ts';
import { nodesIn, sourceText } from './statements.ts';

export interface CheckingMacro {
  /** The variable that it is given; undefined when it is given the call alone. */
  readonly status: string | undefined;
  /** Lines that check a call, whose result is to be kept in the variable if it is named. */
  applied(call: string, stored: string | undefined): readonly string[] | undefined;
}

/** The macro with which a function checks the status of calls elsewhere: `CHECK(status)`, `CHECK(f())`, `CHECK(Exit, status, f())`. */
export function checkingMacro(context: RuleContext, fn: FunctionModel): CheckingMacro | undefined {
  const { unit } = fn;
  for (const node of nodesIn(unit.root(), 'expression_statement')) {
    const [, name, list] = /^(\w+)\s*\(([\s\S]*)\)\s*;?$/.exec(sourceText(unit, node)) ?? [];
    if (name === undefined || list === undefined || !leaves(context, fn, name)) continue;
    const found = formOf(fn, name, list.trim());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The macro leaves the function, or goes to its clean-up code, when a status is a failure. */
function leaves(context: RuleContext, { unit }: FunctionModel, name: string): boolean {
  const macro = context.files.find((file) => file.owns(unit))?.macro(name);
  return (
    macro?.parameters !== undefined &&
    /\bNT_(?:SUCCESS|ERROR)\b[\s\S]*\b(?:goto|return|break|__leave|throw)\b/.test(macro.body)
  );
}

function formOf(fn: FunctionModel, name: string, list: string): CheckingMacro | undefined {
  const [, label, rest = list] = /^(\w+)\s*,\s*([\s\S]*)$/.exec(list) ?? [];
  // Where there are several labels, which of them is right is not for a copy to tell.
  const labels = labelsOf(fn, fn.bodySpan.start);
  if (label !== undefined && !isStatus(fn, label) && (labels.length > 1 || labels[0] !== label))
    return undefined;
  const before = label === undefined ? '' : `${label}, `;
  if (isStatus(fn, rest)) return onVariable(name, before, rest);
  const [, target, separator] =
    /^(\w+)(\s*(?:=|,)\s*)\w+\s*\(/.exec(label !== undefined && isStatus(fn, label) ? list : rest) ?? [];
  if (target !== undefined && separator !== undefined && isStatus(fn, target))
    return {
      status: target,
      applied: (call, stored) =>
        stored === undefined || stored === target
          ? [`${name}(${label === target ? '' : before}${target}${separator}${call});`]
          : undefined,
    };
  if (!/^\w+\s*\(/.test(rest)) return undefined;
  return {
    status: undefined,
    applied: (call, stored) => (stored === undefined ? [`${name}(${before}${call});`] : undefined),
  };
}

function onVariable(name: string, before: string, status: string): CheckingMacro {
  return {
    status,
    applied: (call, stored) =>
      stored === undefined || stored === status
        ? [`${status} = ${call};`, `${name}(${before}${status});`]
        : undefined,
  };
}

function isStatus(fn: FunctionModel, text: string): boolean {
  return fn.locals.some(({ name, type }) => name === text && type.name === 'NTSTATUS' && type.pointers === 0);
}
