import type { Expr, FunctionModel, TypeRef } from '../model/ir.ts';
import { localNamed, type Program } from './program.ts';

/** Hops from a type name through typedefs; a cycle ends there. */
const maxAliasHops = 8;

/**
 * Type of a variable, member or what a pointer points to; undefined when its declaration is not seen. Aliases of classes,
 * and of the structures of WSK, are resolved.
 */
export function typeOf(program: Program, fn: FunctionModel, expr: Expr): TypeRef | undefined {
  const type = declaredType(program, fn, expr);
  return type && resolved(program, fn, type);
}

function resolved(program: Program, fn: FunctionModel, type: TypeRef): TypeRef {
  let found = type;
  for (let hops = 0; hops < maxAliasHops; hops++) {
    const alias = program.aliasNamed(found.name, fn);
    if (alias === undefined || alias.array || alias.name === found.name) break;
    found = { ...found, name: alias.name, pointers: found.pointers + alias.pointers };
  }
  const isClass = fn.unit.language === 'cpp' && program.structNamed(found.name, fn) !== undefined;
  return isClass || /^_?P?WSK_/.test(found.name) ? found : type;
}

function declaredType(program: Program, fn: FunctionModel, expr: Expr): TypeRef | undefined {
  switch (expr.kind) {
    case 'name':
      return (
        localNamed(fn, expr.name) ??
        program.globalNamed(expr.name, fn) ??
        memberNamed(program, fn, expr.name)
      )?.type;
    case 'member': {
      const object = typeOf(program, fn, expr.object);
      const fields = object === undefined ? undefined : program.structNamed(object.name, fn)?.fields;
      return fields?.find(({ name }) => name === expr.field)?.type;
    }
    case 'deref':
    case 'index': {
      const type = typeOf(program, fn, expr.kind === 'deref' ? expr.operand : expr.object);
      if (type === undefined) return undefined;
      return type.array ? { ...type, array: false } : { ...type, pointers: type.pointers - 1 };
    }
    case 'address': {
      const type = typeOf(program, fn, expr.operand);
      return type === undefined ? undefined : { ...type, pointers: type.pointers + 1 };
    }
    case 'cast':
      return expr.type;
    default:
      return undefined;
  }
}

/** A member of the class that a method belongs to, named without `this->`. */
function memberNamed(program: Program, fn: FunctionModel, name: string): { type: TypeRef } | undefined {
  if (fn.ownerClass === undefined) return undefined;
  return program.structNamed(fn.ownerClass, fn)?.fields.find((field) => field.name === name);
}

/** Whether a type is the structure itself (`pointers` 0) or a pointer to it, by any of the names that wsk.h gives it. */
export function isWskType(type: TypeRef | undefined, structure: string, pointers: 0 | 1): boolean {
  if (type === undefined || type.array) return false;
  if (type.name === structure || type.name === `_${structure}`) return type.pointers === pointers;
  return type.name === `P${structure}` && type.pointers + 1 === pointers;
}
