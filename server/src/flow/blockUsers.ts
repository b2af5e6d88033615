import { isKernelApi } from '../catalogue/kernelApi.ts';
import type { Driver } from '../model/driver.ts';
import type { FileFunction, FunctionModel, Op, Variable } from '../model/ir.ts';
import { mentions, walk } from './expressions.ts';
import type { Place } from './place.ts';
import type { Program } from './program.ts';
import { protocolCalls } from './protocols.ts';

/** Who knows of what lies at file scope: only code that is seen, or other code as well. */
export class BlockUsers {
  readonly #driver: Driver;
  readonly #program: Program;
  readonly #private = new Map<Place, boolean>();

  constructor(driver: Driver, program: Program) {
    this.#driver = driver;
    this.#program = program;
  }

  /** See {@link Program.isPrivateBlock}. */
  isPrivate(place: Place): boolean {
    const [, root, member] = /^(G:[\w~]+)(\/.*)?$/.exec(place) ?? [];
    if (root === undefined) return false;
    let known = this.#private.get(place);
    if (known === undefined) {
      known = member === undefined ? this.computePrivate(root) : this.isPrivateObject(root);
      this.#private.set(place, known);
    }
    return known;
  }

  /** See {@link Program.isSeenWhole}. */
  isSeenWhole(place: Place): boolean {
    return this.isPrivate(place) || (this.#driver.isWhole && !this.isGivenAway(place));
  }

  /** Code that is not seen, in a library that the driver links, is given the address of the variable or of a member. */
  private isGivenAway(place: Place): boolean {
    const [root] = /^G:[\w~]+/.exec(place) ?? [];
    const global = root === undefined ? undefined : this.#program.globalAt(root);
    if (root === undefined || global === undefined) return false;
    return this.usersOf(root, global.name).some((user) => {
      const model = user.model();
      return model.blocks.some(({ ops }) =>
        ops.some((op) => givesAddress(op, global.name) && !this.isSeenUse(op, global.name, model)),
      );
    });
  }

  /** The variable at a place, when no code can name it that is not seen. */
  private seenGlobal(root: Place): Variable | undefined {
    const global = this.#program.globalAt(root);
    if (global?.storage === 'static-global') return global;
    return this.#driver.isWhole && global?.storage === 'global' ? global : undefined;
  }

  private usersOf(root: Place, name: string): FileFunction[] {
    return this.#driver.files.flatMap(({ model }) =>
      model
        .usersOf(name)
        .filter((user) => 'model' in user)
        .filter((user) => this.#program.globalPlace(name, user.model()) === root),
    );
  }

  /** An object of a type that the driver declares, which no code that is not seen is given. */
  private isPrivateObject(root: Place): boolean {
    const global = this.seenGlobal(root);
    if (global === undefined) return false;
    return this.usersOf(root, global.name).every((user) => {
      const model = user.model();
      return (
        this.#driver.structNamed(global.type.name, this.#driver.fileOf(model.unit).model) !== undefined &&
        !model.hasError &&
        model.blocks.every(({ ops }) => ops.every((op) => this.isSeenUse(op, global.name, model)))
      );
    });
  }

  private isSeenUse(op: Op, name: string, from: FunctionModel): boolean {
    if (op.kind === 'opaque') return op.args.every((arg) => !mentions(arg, name));
    if (op.kind !== 'call' || op.call.args.every((arg) => !mentions(arg, name))) return true;
    const callee = op.call.name;
    return (
      callee !== undefined &&
      (op.call.via === 'member' ||
        isKernelApi(callee) ||
        this.#program.functionsNamed(callee, from).length > 0)
    );
  }

  /** A block that is used in WSK calls only. */
  private computePrivate(root: Place): boolean {
    const global = this.seenGlobal(root);
    if (global?.type.name !== 'WSK_REGISTRATION') return false;
    const { name } = global;
    const isGiven = this.#driver.files.some(({ model }) =>
      model.globals.some(({ init }) => init !== undefined && mentions(init, name)),
    );
    if (isGiven) return false;
    return this.usersOf(root, name).every((user) => {
      const model = user.model();
      return !model.hasError && model.blocks.every((block) => block.ops.every((op) => isPlainUse(op, name)));
    });
  }
}

/** A call, or a macro that is not seen, is given the address of the variable or of a member. */
function givesAddress(op: Op, name: string): boolean {
  if (op.kind !== 'call' && op.kind !== 'opaque') return false;
  const args = op.kind === 'call' ? op.call.args : op.args;
  let given = false;
  for (const arg of args)
    walk(arg, (part) => {
      if (part.kind === 'address' && mentions(part.operand, name)) given = true;
    });
  return given;
}

/** The operation does not mention the variable, or is a WSK call that is given its address. */
function isPlainUse(op: Op, name: string): boolean {
  switch (op.kind) {
    case 'call':
      if (op.call.name !== undefined && protocolCalls.has(op.call.name)) return true;
      return op.call.args.every((arg) => !mentions(arg, name));
    case 'assign':
    case 'temp':
      return !mentions(op.value, name);
    case 'declare':
      return op.variable.init === undefined || !mentions(op.variable.init, name);
    case 'opaque':
      return op.args.every((arg) => !mentions(arg, name));
  }
}
