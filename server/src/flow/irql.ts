import type { FunctionModel } from '../model/ir.ts';
import type { Site } from './site.ts';
import { nonNegative, unknownValue, type Range, type Value } from './value.ts';

/** One raise of the IRQL that has not been undone, or a test that found it raised. */
export interface IrqlRaise {
  /** 1 is APC_LEVEL, 2 is DISPATCH_LEVEL. */
  readonly level: number;
  /** The call that raises it, the condition that tests it, or the name of the function that is entered at it. */
  readonly site: Site;
  /** Completes a sentence that begins with the call, or else the function: `takes a spin lock`, `is a DPC routine`. */
  readonly reason: string;
  /** What a path says of it. */
  readonly step: string;
}

/** Identities of what the IRQL is: this, and the number of raises in force. */
export const irqlIdentity = 'irql:';

/** What one state knows of the IRQL. Never changes. */
export class Irql {
  readonly #raises: readonly IrqlRaise[];
  /** A branch was taken because the IRQL is raised; `depth` is the number of raises in force then. */
  readonly #found: { readonly raise: IrqlRaise; readonly depth: number } | undefined;

  /** @param raises in force when a function is entered from outside. */
  constructor(
    raises: readonly IrqlRaise[] = [],
    found?: { readonly raise: IrqlRaise; readonly depth: number },
  ) {
    this.#raises = raises;
    this.#found = found;
  }

  /** Why the IRQL may be raised. */
  get raises(): readonly IrqlRaise[] {
    return this.#found === undefined ? this.#raises : [...this.#raises, this.#found.raise];
  }

  /** The IRQL as a value. What is above DISPATCH_LEVEL is not told apart from it: no code that uses WSK runs there. */
  get value(): Value & { readonly origin: string } {
    const latest = this.#raises.at(-1);
    // A level that a call raised is certain; that a routine is entered at one often only says that it may be.
    const least = latest?.site.call === undefined ? 0 : latest.level;
    const origin = `${irqlIdentity}${this.#raises.length}`;
    return { ...unknownValue(origin, nonNegative), origin, range: [least, 2] };
  }

  /** Levels that keep states apart: what a test found does not, since it means nothing where the other branch comes back. */
  get key(): string {
    return this.#raises.map(({ level }) => level).join('');
  }

  /** Equal for two that have the same effect. */
  get fingerprint(): string {
    return `${this.key} ${this.#found?.raise.level ?? ''}`;
  }

  raised(raise: IrqlRaise): Irql {
    return new Irql([...this.#raises, raise], this.#found);
  }

  lowered(): Irql {
    const found = this.#found?.depth === this.#raises.length ? undefined : this.#found;
    return new Irql(this.#raises.slice(0, -1), found);
  }

  /** A branch was taken at `site` whose condition, as `step` says, leaves these levels. */
  tested([low, high]: Range, site: Site, step: string): Irql {
    // Code that asks knows better than what the role of the routine makes probable.
    const raises = this.#raises.map((raise) => (raise.level > high ? { ...raise, level: 0 } : raise));
    if (low === 0) return new Irql(raises, this.#found);
    const reason = 'has found by a test that the IRQL is raised';
    return new Irql(raises, { raise: { level: high, site, reason, step }, depth: raises.length });
  }

  /** The function is left: that a test of its own found the IRQL raised does not mean that it can be so for its caller. */
  left(fn: FunctionModel): Irql {
    return this.#found?.raise.site.fn === fn ? new Irql(this.#raises) : this;
  }

  /** Least upper bound with one of an equal key. */
  join(other: Irql): Irql {
    return other.#found === undefined && this.#found !== undefined ? new Irql(this.#raises) : this;
  }
}
