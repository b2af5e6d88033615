import { constantValue } from '../model/constants.ts';
import type { BinaryOp, Expr, TypeRef, Variable } from '../model/ir.ts';
import { combineBits, numberOfBits } from './bits.ts';
import { compare, truth } from './compare.ts';
import { knownConstant } from './constants.ts';
import { localNamed, type Frame, type Program } from './program.ts';
import type { Place } from './place.ts';
import type { State } from './state.ts';
import {
  anySign,
  constant,
  identity,
  namedConstant,
  nonNegative,
  nonZero,
  pointerTo,
  Sign,
  unknownValue,
  type Constant,
  type Value,
} from './value.ts';

const upperCase = /^[A-Z][A-Z0-9_]*$/;

/** Place that holds the value of a call, and of a temporary, of a function. */
export function callPlace(frame: Frame, id: number): Place {
  return `C:${frame.scope}:${id}`;
}

export function tempPlace(frame: Frame, id: number): Place {
  return `T:${frame.scope}:${id}`;
}

export function localPlace(frame: Frame, name: string): Place {
  return `L:${frame.scope}:${name}`;
}

/** Identity of the value that a call yields. */
export function callOrigin(frame: Frame, id: number): string {
  return `call:${frame.path}.${id}`;
}

/** Reads expressions in one frame of the program. Never changes the state. */
export class Evaluator {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** Value of an expression. Calls in it have run before: their values are read. */
  value(expr: Expr, state: State, frame: Frame): Value {
    switch (expr.kind) {
      case 'name':
        return this.nameValue(expr.name, state, frame);
      case 'number':
        return constant(expr.value);
      case 'string':
      case 'lambda':
        return namedConstant(`${expr.kind}@${expr.span.start}`, Sign.positive);
      case 'sizeof':
        return namedConstant(`sizeof ${expr.text}`, Sign.positive);
      case 'temp':
        return state.read(tempPlace(frame, expr.id));
      case 'call':
        return state.read(callPlace(frame, expr.id));
      case 'this':
        return state.read(localPlace(frame, 'this'));
      case 'member':
        // An IRP's status changes when it completes, behind the code's back: each read is a value of its own.
        if (expr.object.kind === 'member' && expr.object.field === 'IoStatus') {
          const place = this.place(expr, state, frame);
          if (place === undefined || !state.has(place))
            return unknownValue(`io:${frame.path}@${expr.span.start}`);
          return state.read(place);
        }
        return this.load(this.place(expr, state, frame), state);
      case 'index':
      case 'deref':
        return this.load(this.place(expr, state, frame), state);
      case 'address': {
        // A compound literal is an automatic object without a name.
        if (expr.operand.kind === 'init') return pointerTo(localPlace(frame, `literal@${expr.span.start}`));
        const place = this.place(expr.operand, state, frame);
        return place === undefined ? unknownValue(`&@${expr.span.start}`, Sign.positive) : pointerTo(place);
      }
      case 'unary':
        return this.unary(expr.op, this.value(expr.operand, state, frame), state);
      case 'binary': {
        const left = this.value(expr.left, state, frame);
        const right = this.value(expr.right, state, frame);
        return binary(expr.op, left, right, state, `${frame.scope}@${expr.span.start}`);
      }
      case 'cast':
        return convert(expr.type, this.value(expr.operand, state, frame));
      case 'init':
        return this.initialiser(expr.entries.map((entry) => this.value(entry.value, state, frame)));
      case 'unknown': {
        const operands = expr.operands.map((operand) => identity(this.value(operand, state, frame)));
        const where = `${frame.scope}@${expr.span.start}`;
        const isNamed =
          operands.length > 0 &&
          operands.every((operand) => operand !== undefined && !operand.startsWith('?'));
        return unknownValue(isNamed ? `${where}(${operands.join(',')})` : `?${where}`);
      }
    }
  }

  private load(place: Place | undefined, state: State): Value {
    if (place === undefined) return unknownValue('?load');
    return (state.has(place) ? undefined : this.entryOf(place)) ?? state.read(place);
  }

  /** The function that an entry of a constant table points to. */
  private entryOf(place: Place): Value | undefined {
    if (!/^G:.*\/\[/.test(place)) return undefined;
    const entries = this.#program.tableEntriesAt(place);
    const [only] =
      entries === undefined || entries === 'outside' || !entries.isExact ? [] : entries.functions;
    return only && namedConstant(only.name, Sign.positive);
  }

  private nameValue(name: string, state: State, frame: Frame): Value {
    const variable = localNamed(frame.fn, name) ?? this.#program.globalNamed(name, frame.fn);
    if (variable === undefined) {
      const known = knownConstant(name);
      if (known !== undefined) return known;
      const enumerator = this.#program.enumerator(name, frame.fn);
      if (enumerator !== undefined) return constant(enumerator);
      if (!name.includes('::') && this.#program.functionNamed(name, frame.fn) !== undefined)
        return namedConstant(name, Sign.positive);
    }
    const place = this.root(name, state, frame);
    if (variable?.type.array === true) return pointerTo(`${place}/[0]`);
    // A name in capitals that nothing here declares is a macro or an enumerator of a header.
    if (variable === undefined && (upperCase.test(name) || name.includes('::')) && !state.has(place)) {
      return namedConstant(name);
    }
    return this.constantOf(variable, place, state, frame) ?? state.read(place);
  }

  /** Value of a `const` number of file scope, which nothing changes. */
  private constantOf(
    variable: Variable | undefined,
    place: Place,
    state: State,
    frame: Frame,
  ): Value | undefined {
    const isNumber = variable?.type.isConst === true && variable.type.pointers === 0;
    if (!isNumber || variable.init === undefined || !place.startsWith('G:') || state.has(place))
      return undefined;
    const value = constantValue(variable.init, (name) => this.#program.enumerator(name, frame.fn));
    return value === undefined ? undefined : constant(value);
  }

  private root(name: string, state: State, frame: Frame): Place {
    const local = localNamed(frame.fn, name);
    if (local !== undefined) {
      return local.storage === 'static-local' ? `G:${frame.scope}.${name}` : localPlace(frame, name);
    }
    if (frame.fn.ownerClass !== undefined && this.#program.globalNamed(name, frame.fn) === undefined) {
      const owner = this.#program.structNamed(frame.fn.ownerClass, frame.fn);
      if (owner?.fields.some((field) => field.name === name) === true) {
        return `${this.target(state.read(localPlace(frame, 'this'))) ?? 'O:this'}/${name}`;
      }
    }
    return this.#program.globalPlace(name, frame.fn);
  }

  /** Place that an lvalue expression denotes; undefined when it denotes none that can be named. */
  place(expr: Expr, state: State, frame: Frame): Place | undefined {
    switch (expr.kind) {
      case 'name':
        return this.root(expr.name, state, frame);
      case 'call':
        return callPlace(frame, expr.id);
      case 'temp':
        return tempPlace(frame, expr.id);
      case 'member': {
        const object = expr.arrow
          ? this.target(this.value(expr.object, state, frame))
          : this.place(expr.object, state, frame);
        return object === undefined ? undefined : `${object}/${expr.field}`;
      }
      case 'deref':
        return this.target(this.value(expr.operand, state, frame));
      case 'index': {
        const base = this.target(this.value(expr.object, state, frame));
        if (base === undefined) return undefined;
        const index = state.exact(this.value(expr.index, state, frame));
        const array = base.endsWith('/[0]') ? base.slice(0, -4) : base;
        if (index === undefined) return `${array}/[?]`;
        return index === 0 && array === base ? base : `${array}/[${index}]`;
      }
      case 'cast':
        return this.place(expr.operand, state, frame);
      default:
        return undefined;
    }
  }

  /** Object that a pointer value points to. */
  target(pointer: Value): Place | undefined {
    if (pointer.pointsTo !== undefined) return pointer.pointsTo;
    const { origin } = pointer;
    // An identity that begins with `?` stands for nothing in particular, so what it points to has no place.
    return origin === undefined || origin.startsWith('?') ? undefined : `O:${origin}`;
  }

  private unary(op: '!' | '-' | '~' | '+', operand: Value, state: State): Value {
    if (op === '!') return truth(state, operand, true);
    const exact = state.exact(operand);
    if (typeof exact === 'number') {
      if (op === '-') return constant(-exact);
      if (op === '~') return constant(exact === 0 ? -1 : ~exact);
      return operand;
    }
    return unknownValue(`(${op} ${identity(operand) ?? '?'})`);
  }

  /** An aggregate is zero when all that is written in its braces is. */
  private initialiser(values: readonly Value[]): Value {
    return values.every((value) => value.exact === 0) ? constant(0) : unknownValue('?init');
  }
}

function binary(op: BinaryOp, left: Value, right: Value, state: State, where: string): Value {
  switch (op) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(op, left, right, state);
    default: {
      const a = state.exact(left);
      const b = state.exact(right);
      if (typeof a === 'number' && typeof b === 'number') {
        const result = arithmetic(op, a, b);
        if (result !== undefined) return constant(result);
      }
      const l = identity(left);
      const r = identity(right);
      const bit = op === '&' && l !== undefined && r !== undefined ? testedBit(l, r) : undefined;
      const named =
        bit ?? unknownValue(l === undefined || r === undefined ? `?${where}` : `(${l} ${op} ${r})`);
      return op === '&' || op === '|' || op === '^' ? withBits(op, left, right, state, named) : named;
    }
  }
}

/** The outcome of a bit operation, with what the operands' bits tell about its own. */
function withBits(op: '&' | '|' | '^', left: Value, right: Value, state: State, outcome: Value): Value {
  const bits = combineBits(op, state.bits(left), state.bits(right));
  if (bits === undefined || outcome.exact !== undefined) return outcome;
  // Only a mask says that there are no bits above the 32 that are kept.
  const isMasked = op === '&' && [left, right].some((value) => isMask(state.exact(value)));
  const exact = isMasked ? numberOfBits(bits) : undefined;
  if (exact !== undefined) return constant(exact);
  const possible = (bits.ones === 0 ? anySign : nonZero) & (isMasked ? nonNegative : anySign);
  return { ...outcome, signs: outcome.signs & possible, bits };
}

function isMask(exact: Constant | undefined): boolean {
  return typeof exact === 'number' && exact >= 0;
}

const namedFlag = /^[A-Z][A-Z0-9_]*$/;

/**
 * `(x | F) & F` is not zero, `(x & ~F) & F` is: a flag that was set or cleared before. Flags with different names are
 * taken for different bits.
 */
function testedBit(flags: string, bit: string): Value | undefined {
  let rest = flags;
  for (;;) {
    if (rest === '0') return constant(0);
    if (namedFlag.test(rest) && namedFlag.test(bit))
      return rest === bit ? namedConstant(bit, Sign.positive) : constant(0);
    const step = /^\((.*) (?:\| (\w+)|& \(~ (\w+)\)|& (-\d+))\)$/.exec(rest);
    if (step === null) break;
    const [, before = '', set, cleared, mask] = step;
    if (set === bit) return namedConstant(bit, Sign.positive);
    if (cleared === bit || (mask !== undefined && mask === String(-Number(bit) - 1))) return constant(0);
    rest = before;
  }
  return rest === flags ? undefined : unknownValue(`(${rest} & ${bit})`);
}

function arithmetic(op: BinaryOp, a: number, b: number): number | undefined {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b);
    case '%':
      return b === 0 ? undefined : a % b;
    case '&':
      return (a & b) >>> 0;
    case '|':
      return (a | b) >>> 0;
    case '^':
      return (a ^ b) >>> 0;
    case '<<':
      return b < 32 ? a * 2 ** b : undefined;
    case '>>':
      return b < 32 ? Math.floor(a / 2 ** b) : undefined;
    default:
      return undefined;
  }
}

const unsignedTypes = new Set([
  'ULONG',
  'UINT32',
  'DWORD',
  'UINT',
  'uint32_t',
  'unsigned',
  'unsigned int',
  'unsigned long',
]);

function convert(type: TypeRef, value: Value): Value {
  if (
    type.pointers === 0 &&
    typeof value.exact === 'number' &&
    value.exact < 0 &&
    unsignedTypes.has(type.name)
  ) {
    return constant(value.exact + 2 ** 32);
  }
  return asStatus(type, value);
}

const signedTypes = new Set(['NTSTATUS', 'LONG', 'INT', 'HRESULT', 'int', 'long', 'int32_t']);

/** `0xC0000001` is negative as an NTSTATUS. */
export function asStatus(type: TypeRef | undefined, value: Value): Value {
  if (type?.pointers !== 0 || !signedTypes.has(type.name) || typeof value.exact !== 'number') return value;
  return value.exact >= 2 ** 31 && value.exact < 2 ** 32 ? constant(value.exact - 2 ** 32) : value;
}
