import type { Call, Expr, FunctionModel, Op, Terminator } from './ir.ts';
import { isCleanupMember, roleOfArgument, roleOfMember, roleOfPosition, type Role } from './roles.ts';
import { operandsOf, operations } from './walk.ts';

/** How code mentions the name of a function. */
export type Use =
  | { readonly kind: 'call'; readonly via: Call['via'] }
  /** The address goes somewhere: what calls the function from there, and whether that is when an object is cleaned up. */
  | { readonly kind: 'address'; readonly role: Role; readonly isCleanup: boolean };

/** Uses by function name. */
export type Uses = ReadonlyMap<string, readonly Use[]>;

const otherAddress: Use = { kind: 'address', role: 'other-callback', isCleanup: false };

/** Uses of names in a function and its lambdas. Names of anything but functions are in it too. */
export function usesIn(fn: FunctionModel): Uses {
  const collector = new Collector();
  for (const op of operations(fn)) collector.operation(op);
  for (const block of fn.blocks) collector.terminator(block.end);
  for (const { storage, type, init } of fn.locals) {
    if (storage === 'static-local' && init !== undefined) collector.initialiser(init, type.name);
  }
  return collector.uses;
}

/** Uses of names in the initialiser of a variable of a type. */
export function usesInInitialiser(init: Expr, typeName: string): Uses {
  const collector = new Collector();
  collector.initialiser(init, typeName);
  return collector.uses;
}

class Collector {
  readonly uses = new Map<string, Use[]>();

  operation(op: Op): void {
    switch (op.kind) {
      case 'call':
        this.#call(op.call);
        break;
      case 'assign':
        this.#value(op.value, addressStored(op.target));
        break;
      case 'declare':
        if (op.variable.init !== undefined) this.initialiser(op.variable.init, op.variable.type.name);
        break;
      case 'temp':
        this.#value(op.value, otherAddress);
        break;
      case 'opaque':
        for (const arg of op.args) this.#value(arg, otherAddress);
    }
  }

  terminator(end: Terminator): void {
    if (end.kind === 'branch') this.#value(end.condition, otherAddress);
    else if (end.kind !== 'goto' && 'value' in end && end.value !== undefined)
      this.#value(end.value, otherAddress);
  }

  initialiser(init: Expr, typeName: string): void {
    if (init.kind !== 'init') {
      this.#value(init, otherAddress);
      return;
    }
    for (const [position, { field, value }] of init.entries.entries()) {
      if (value.kind === 'init') {
        this.initialiser(value, typeName);
      } else {
        this.#value(value, addressAt(typeName, position, field));
      }
    }
  }

  #call(call: Call): void {
    if (call.name !== undefined) this.#add(call.name, { kind: 'call', via: call.via });
    if (call.via !== 'direct')
      for (const operand of operandsOf(call.callee)) this.#value(operand, otherAddress);
    for (const [index, arg] of call.args.entries()) {
      this.#value(arg, { kind: 'address', role: roleOfArgument(call.name, index), isCleanup: false });
    }
  }

  /** `use` is what happens to the address of a function when the value is one, perhaps cast. */
  #value(value: Expr, use: Use): void {
    switch (value.kind) {
      case 'name':
        this.#add(value.name, use);
        break;
      case 'cast':
      case 'address':
        this.#value(value.operand, use);
        break;
      case 'init':
        this.initialiser(value, '');
        break;
      default:
        for (const operand of operandsOf(value)) this.#value(operand, otherAddress);
    }
  }

  #add(qualified: string, use: Use): void {
    const name = qualified.slice(qualified.lastIndexOf(':') + 1);
    const known = this.uses.get(name);
    if (known === undefined) this.uses.set(name, [use]);
    else known.push(use);
  }
}

function addressStored(target: Expr): Use {
  let place = target;
  while (place.kind === 'index' || place.kind === 'cast') {
    place = place.kind === 'index' ? place.object : place.operand;
  }
  return place.kind === 'member' ? addressIn(place.field) : otherAddress;
}

function addressAt(typeName: string, position: number, field: string | undefined): Use {
  const role = roleOfPosition(typeName, position);
  // Every member of a table of event callbacks is one; elsewhere a member's name tells more than where it stands.
  if (role === 'wsk-event-callback' || (role !== undefined && field === undefined))
    return { kind: 'address', role, isCleanup: false };
  return field === undefined ? otherAddress : addressIn(field);
}

function addressIn(member: string): Use {
  return { kind: 'address', role: roleOfMember(member), isCleanup: isCleanupMember(member) };
}
