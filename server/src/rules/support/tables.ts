/** Where members of a structure type get their values: initialisers of variables and assignments. */
import type { Call, Expr, FileModel, FunctionModel, Variable } from '../../model/ir.ts';
import { operations } from '../../model/walk.ts';
import { isWskType, typeOf } from '../../flow/expressionType.ts';
import type { Anchor, RuleContext } from '../rule.ts';
import { sameSpan } from './observations.ts';

export interface MemberValue {
  readonly value: Expr;
  /** The file that it stands in. */
  readonly file: FileModel;
  /** The calls (or macros) that the value may refer to. */
  readonly calls: readonly Call[];
  readonly at: Anchor;
  /** A macro that stands for more than the value hides it. */
  readonly isHidden: boolean;
  /** The braces and the position in them, when the value is an element of an initialiser without designators. */
  readonly element: { readonly list: Extract<Expr, { kind: 'init' }>; readonly index: number } | undefined;
}

/** Functions that use one of the identifiers, lowered. */
export function functionsUsing(context: RuleContext, ...identifiers: readonly string[]): FunctionModel[] {
  return context.files
    .flatMap(({ functions }) => functions)
    .filter((fn) => identifiers.some((identifier) => fn.identifiers().has(identifier)))
    .map((fn) => fn.model())
    .filter((model) => !model.hasError);
}

/** The functions that values stand for, behind casts and `&`: what a table of callbacks names. */
export function functionsIn(context: RuleContext, values: readonly Expr[]): FunctionModel[] {
  const found = new Set<FunctionModel>();
  for (const value of values) {
    let named = value;
    while (named.kind === 'cast' || named.kind === 'address') named = named.operand;
    const { name } = named.kind === 'name' ? named : { name: '' };
    const [only, ...others] = context.files.flatMap((file) => file.functionsNamed(name));
    const model = others.length > 0 ? undefined : only?.model();
    if (model?.hasError === false) found.add(model);
  }
  return [...found];
}

/** Every value given to a member (by its name and position) of variables of a structure type. */
export function* memberValues(
  context: RuleContext,
  type: string,
  member: string,
  position: number,
): Generator<MemberValue> {
  for (const file of context.files) {
    for (const variable of file.globals) {
      if (isOfType(variable, type))
        yield* fromInitialiser(file, variable, variable.calls, variable.unit, member, position);
    }
    yield* valuesInFunctions({ ...context, files: [file] }, file, type, member, position);
  }
}

function* valuesInFunctions(
  context: RuleContext,
  file: FileModel,
  type: string,
  member: string,
  position: number,
): Generator<MemberValue> {
  for (const fn of functionsUsing(context, type, `P${type}`, member)) {
    const calls = callsOf(fn);
    for (const local of fn.locals) {
      if (isOfType(local, type)) yield* fromInitialiser(file, local, calls, fn.unit, member, position);
    }
    for (const op of operations(fn)) {
      if (op.kind !== 'assign' || op.target.kind !== 'member' || op.target.field !== member) continue;
      if (!isObjectOf(context, fn, op.target.object, type)) continue;
      const at = { unit: fn.unit, span: op.value.span };
      yield {
        file,
        value: op.value,
        calls,
        at,
        isHidden: sameSpan(op.value.span, op.span),
        element: undefined,
      };
    }
  }
}

function isOfType(variable: Variable, type: string): boolean {
  return variable.type.name === type && variable.type.pointers === 0 && !variable.type.array;
}

function* fromInitialiser(
  file: FileModel,
  variable: Variable,
  calls: readonly Call[],
  unit: Anchor['unit'],
  member: string,
  position: number,
): Generator<MemberValue> {
  const { init } = variable;
  if (init?.kind !== 'init') return;
  const designated = init.entries.some((entry) => entry.field !== undefined);
  const index = designated ? init.entries.findIndex((entry) => entry.field === member) : position;
  const entry = init.entries[index];
  if (entry === undefined) return;
  const element = designated ? undefined : { list: init, index };
  const isHidden = sameSpan(entry.value.span, init.span);
  yield { file, value: entry.value, calls, at: { unit, span: entry.value.span }, isHidden, element };
}

/** The object of a member access is a variable of the type, or a pointer to one. */
function isObjectOf(context: RuleContext, fn: FunctionModel, object: Expr, type: string): boolean {
  const found = typeOf(context.program, fn, object);
  return isWskType(found, type, 0) || isWskType(found, type, 1);
}

function callsOf(fn: FunctionModel): Call[] {
  return [...operations(fn)].flatMap((op) => (op.kind === 'call' ? [op.call] : []));
}
