import {
  memberOf,
  structureNamed,
  type Member,
  type Parameter,
  type RoutineSymbol,
  type StructureSymbol,
} from '../../catalogue/index.ts';
import { field, operatorOf, parts } from '../../model/tree.ts';
import { readDeclarator } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';
import { callAt, type Call } from './call.ts';
import { callbackRole } from './callbackRole.ts';
import { initialisedType } from './target.ts';
import { textOf, TypeNames, type TypeName } from './typeNames.ts';

/** What a value is given to, or compared with: a parameter of a WSK routine, or a member of a WSK structure. */
export interface Use {
  readonly owner: RoutineSymbol | StructureSymbol;
  readonly part: Parameter | Member;
  /** The call that a value is an argument of. */
  readonly call: Call | undefined;
}

/** A value in a unit: a name or a number. */
export interface Value {
  readonly unit: Unit;
  /** File offset of its first character. */
  readonly offset: number;
  /** From the unit's root to the node of the value. */
  readonly path: readonly SyntaxNode[];
}

/** Nodes through which a value stays the same value, or one of its flags. */
const transparent = new Set([
  'parenthesized_expression',
  'binary_expression',
  'unary_expression',
  'conditional_expression',
  'cast_expression',
]);

/** What a value is used for; undefined where that is nothing of WSK. */
export function useOf(file: ParsedFile, value: Value, headers: readonly ParsedFile[]): Use | undefined {
  const call = callAt(file, value.offset);
  if (call !== undefined) {
    const part = call.routine.params[call.index];
    return part && { owner: call.routine, part, call };
  }
  return memberUse(file, value, headers) ?? callbackParameterUse(file, value);
}

/** `Control.EventMask = value`, `{ .EventMask = value }`, `{ &Id, value }`. */
function memberUse(file: ParsedFile, { unit, path }: Value, headers: readonly ParsedFile[]): Use | undefined {
  const top = path.findLastIndex((node, depth) => depth < path.length - 1 && !transparent.has(node.kind));
  const around = path[top];
  const given = path[top + 1];
  if (around === undefined || given === undefined) return undefined;
  const types = new TypeNames(file, headers);
  switch (around.kind) {
    case 'assignment_expression': {
      const left = field(around, 'left');
      const object = left?.kind === 'field_expression' ? field(left, 'argument') : undefined;
      const name = left && field(left, 'field');
      if (given === left || object === undefined || name === undefined) return undefined;
      return memberNamed(types.expression(unit, object, path), textOf(unit, name));
    }
    case 'initializer_pair': {
      const name = field(around, 'designator')?.children.find(({ kind }) => kind === 'field_identifier');
      const type = initialisedType(unit, path.slice(0, top), types);
      return name && memberNamed(type, textOf(unit, name));
    }
    case 'initializer_list': {
      const type = initialisedType(unit, path.slice(0, top + 1), types);
      const structure = typeof type === 'string' ? structureNamed(type) : undefined;
      const part = structure?.members[parts(around).indexOf(given)];
      return structure && part && { owner: structure, part, call: undefined };
    }
    default:
      return undefined;
  }
}

function memberNamed(type: TypeName | undefined, name: string): Use | undefined {
  const structure = typeof type === 'string' ? structureNamed(type) : undefined;
  const part = structure && memberOf(structure, name);
  return structure && part && { owner: structure, part, call: undefined };
}

/** `Flags & value` in a callback of the driver, whose parameters may have names of its own. */
function callbackParameterUse(file: ParsedFile, { unit, path }: Value): Use | undefined {
  const binary = path.findLast(({ kind }) => kind === 'binary_expression');
  if (binary === undefined || !['&', '==', '!='].includes(operatorOf(binary))) return undefined;
  const other = [field(binary, 'left'), field(binary, 'right')].find(
    (operand) => operand !== undefined && !path.includes(operand),
  );
  if (other?.kind !== 'identifier' || unit.kind !== 'function' || unit.name === undefined) return undefined;
  const definition = path.find(({ kind }) => kind === 'function_definition');
  const { parameters } = readDeclarator(definition && field(definition, 'declarator'));
  const position = parts(parameters ?? other).findIndex((parameter) => {
    const { name } = readDeclarator(field(parameter, 'declarator'));
    return name !== undefined && textOf(unit, name) === textOf(unit, other);
  });
  const role = position < 0 ? undefined : callbackRole(unit.name, [file]);
  const part = role?.routine.params[position];
  return role && part && { owner: role.routine, part, call: undefined };
}
