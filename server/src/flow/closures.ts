import type { FileFunction } from '../model/ir.ts';

const bitsPerWord = 32;

/** Which functions each function may call, itself and those that others call for it included. */
export class Closures {
  readonly #functions: readonly FileFunction[];
  readonly #numbers: ReadonlyMap<FileFunction, number>;
  readonly #calleesOf: (fn: FileFunction) => readonly FileFunction[];
  /** A bit for each function: of thousands of functions, sets of objects would take most of the memory. */
  readonly #bits = new Map<FileFunction, Uint32Array>();

  /** @param functions all of a driver, in a fixed order. */
  constructor(functions: Iterable<FileFunction>, calleesOf: (fn: FileFunction) => readonly FileFunction[]) {
    this.#functions = [...functions];
    this.#numbers = new Map(this.#functions.map((fn, number) => [fn, number]));
    this.#calleesOf = calleesOf;
  }

  /** The function and all that it may call, in the order of the driver. */
  of(fn: FileFunction): readonly FileFunction[] {
    const bits = this.#closure(fn);
    return this.#functions.filter((_, number) => hasBit(bits, number));
  }

  /** The first function is the second one, or may call it. */
  has(fn: FileFunction, reached: FileFunction): boolean {
    return hasBit(this.#closure(fn), this.#numberOf(reached));
  }

  #closure(fn: FileFunction): Uint32Array {
    const known = this.#bits.get(fn);
    if (known !== undefined) return known;
    const bits = new Uint32Array(Math.ceil(this.#functions.length / bitsPerWord));
    const pending = [fn];
    setBit(bits, this.#numberOf(fn));
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const callee of this.#calleesOf(next)) {
        const number = this.#numberOf(callee);
        if (hasBit(bits, number)) continue;
        const closed = this.#bits.get(callee);
        if (closed === undefined) {
          setBit(bits, number);
          pending.push(callee);
        } else closed.forEach((word, index) => (bits[index] = (bits[index] ?? 0) | word));
      }
    }
    this.#bits.set(fn, bits);
    return bits;
  }

  #numberOf(fn: FileFunction): number {
    const number = this.#numbers.get(fn);
    if (number === undefined) throw new Error('the function belongs to no file of the driver');
    return number;
  }
}

function hasBit(bits: Uint32Array, number: number): boolean {
  return ((bits[Math.floor(number / bitsPerWord)] ?? 0) & (1 << (number % bitsPerWord))) !== 0;
}

function setBit(bits: Uint32Array, number: number): void {
  const word = Math.floor(number / bitsPerWord);
  bits[word] = (bits[word] ?? 0) | (1 << (number % bitsPerWord));
}
