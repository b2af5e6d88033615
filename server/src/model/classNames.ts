import type { Unit } from '../syntax/unit.ts';

const owners = new WeakMap<Unit, { readonly owner: string | undefined }>();

/** The class that a function unit is a method of, by where it stands or how it is named; undefined for any other. */
export function ownerOf(unit: Unit): string | undefined {
  if (unit.kind !== 'function') return undefined;
  let known = owners.get(unit);
  if (known === undefined) owners.set(unit, (known = { owner: findOwner(unit) }));
  return known.owner;
}

function findOwner({ scope, name, masked }: Unit): string | undefined {
  const innermost = scope.at(-1);
  if (innermost?.kind === 'class') return innermost.name;
  if (name === undefined || !masked.includes('::')) return undefined;
  const at = masked.search(new RegExp(`::\\s*${name.replace(/\W/g, '\\$&')}\\s*\\(`));
  return at < 0 ? undefined : /(\w+)\s*$/.exec(masked.slice(0, at))?.[1];
}

/**
 * Which classes lead to objects of which: a method can be called where its class is named, or one that has such an object
 * in it, at any depth.
 */
export class ClassNames {
  /** Names of the types whose declaration has an identifier in it, and of those that stand for it. */
  readonly #naming = new Map<string, string[]>();
  readonly #through = new Map<string, ReadonlySet<string>>();

  /** @param aliases names that stand for a type, with the name of that type. */
  constructor(units: readonly Unit[], aliases: readonly (readonly [name: string, type: string])[] = []) {
    for (const unit of units) {
      if (unit.kind !== 'type' || unit.name === undefined) continue;
      for (const identifier of unit.identifiers()) this.#add(identifier, unit.name);
    }
    for (const [alias, type] of aliases) this.#add(type, alias);
  }

  #add(identifier: string, type: string): void {
    const known = this.#naming.get(identifier);
    if (known === undefined) this.#naming.set(identifier, [type]);
    else known.push(type);
  }

  /** The class, and those whose declaration names one of these. */
  through(name: string): ReadonlySet<string> {
    const known = this.#through.get(name);
    if (known !== undefined) return known;
    const found = new Set([name]);
    // A set is walked in the order of insertion, what is added on the way included.
    for (const next of found) for (const type of this.#naming.get(next) ?? []) found.add(type);
    this.#through.set(name, found);
    return found;
  }

  /** The unit names one of the types. */
  isNamed(types: ReadonlySet<string>, unit: Unit): boolean {
    const used = unit.identifiers();
    for (const type of types) if (used.has(type)) return true;
    return false;
  }
}
