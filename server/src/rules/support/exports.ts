import type { Call, FileModel, FunctionModel } from '../../model/ir.ts';
import { operations } from '../../model/walk.ts';
import type { Anchor, RuleContext } from '../rule.ts';

/** A call in the driver's own code, and where it stands. */
export interface OwnCall {
  readonly name: string;
  readonly fn: FunctionModel;
  readonly call: Call;
  readonly at: Anchor;
}

/** Files that are compiled by themselves: those that no other of the driver includes. */
export function sourceFiles(context: RuleContext): readonly FileModel[] {
  const headers = new Set(context.files.flatMap((file) => context.headersOf(file)));
  return context.files.filter((file) => !headers.has(file));
}

/**
 * Calls of one of the names, in the order of the names, from functions that every build compiles: none that an `#if` is
 * around, that does not parse, or that lies in a header, where nobody may use it.
 * @param via how the call is written: `direct` by the plain name, `member` through a table
 */
export function ownCalls(
  context: RuleContext,
  names: Iterable<string>,
  via: Call['via'],
): readonly OwnCall[] {
  const files = sourceFiles(context);
  return [...names].flatMap((name) =>
    files
      .flatMap((file) => file.usersOf(name))
      .flatMap((user) => {
        if (!('model' in user) || user.unit.conditions.length > 0) return [];
        const fn = user.model();
        return fn.hasError ? [] : callsIn(fn, name, via);
      }),
  );
}

function callsIn(fn: FunctionModel, name: string, via: Call['via']): readonly OwnCall[] {
  return [...operations(fn)].flatMap((op) =>
    op.kind === 'call' && op.call.name === name && op.call.via === via
      ? [{ name, fn, call: op.call, at: { unit: fn.unit, span: op.call.span } }]
      : [],
  );
}
