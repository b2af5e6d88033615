import type { Language } from './unit.ts';

/** A preprocessor line, taken apart: `# ifdef  X` is `ifdef` and `X`. */
export interface Directive {
  /** Without `#`; empty for a lone `#`. */
  readonly name: string;
  /** What follows the name, line continuations and comments included. */
  readonly rest: string;
}

/** Takes the text of a directive token apart. */
export function directiveOf(text: string): Directive {
  const match = /^#(?:[ \t]|\\\r?\n)*([A-Za-z_]*)(?:[ \t]|\\\r?\n)*/.exec(text);
  return { name: match?.[1] ?? '', rest: text.slice(match?.[0].length ?? 1) };
}

/** Condition of an opening or middle directive in words: `defined(X)` for `#ifdef X`; '' for `#else`. */
function conditionOf({ name, rest }: Directive): string {
  const condition = rest
    .replace(/\/\*[^]*?(?:\*\/|$)|\\\r?\n|\/\/.*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (name === 'ifdef' || name === 'elifdef') return `defined(${condition})`;
  if (name === 'ifndef' || name === 'elifndef') return `!defined(${condition})`;
  return condition;
}

/** Truth of a condition where it is the same in every build of the file; undefined otherwise. */
function truthOf(condition: string, language: Language): boolean | undefined {
  const simple = condition.replace(/[\s()]/g, '');
  if (/^0[uUlL]*$/.test(simple) || simple === 'FALSE' || simple === 'false') return false;
  if (/^1[uUlL]*$/.test(simple)) return true;
  if (simple === 'defined__cplusplus' || simple === '__cplusplus') return language === 'cpp';
  if (simple === '!defined__cplusplus' || simple === '!__cplusplus') return language === 'c';
  return undefined;
}

/** One open `#if`. */
interface Level {
  /** What is known of the branches before the open one: that their conditions do not hold. */
  readonly earlier: readonly string[];
  /** Condition of the open branch; undefined when it is always true. */
  readonly condition: string | undefined;
  /** The open branch counts, if what is around the conditional does. */
  readonly live: boolean;
  /** The same, with what is around it. */
  readonly reached: boolean;
  /** A later branch can no longer count: an earlier one is always taken, or is the only one that is read. */
  readonly decided: boolean;
  /** Only the first branch that can be taken is read, since the `#if` cuts through a construct. */
  readonly first: boolean;
}

/**
 * Follows `#if`s and says which code counts. Between constructs all branches count, except those never taken
 * (`#if 0`, `#ifdef __cplusplus` in C); inside a construct only the first one that can be taken.
 */
export class Conditionals {
  readonly #language: Language;
  readonly #levels: Level[] = [];

  constructor(language: Language) {
    this.#language = language;
  }

  /** Number of open `#if`s. */
  get depth(): number {
    return this.#levels.length;
  }

  /** Code at this point counts. */
  get live(): boolean {
    return this.#levels.at(-1)?.reached ?? true;
  }

  /** Conditions of the outermost `depth` open branches; include guards and conditions always true left out. */
  conditions(depth: number): string[] {
    return this.#levels
      .slice(0, depth)
      .map(({ earlier, condition }) => {
        if (condition === undefined || earlier.length === 0) return condition ?? earlier.join(' && ');
        return [...earlier, `(${condition})`].join(' && ');
      })
      .filter((condition) => condition !== '');
  }

  /**
   * Follows one directive; others than conditionals change nothing. `inside`: a construct is under way, which the
   * directive cuts through. `isGuard`: the `#ifndef` of an include guard. Gives whether it was a conditional.
   */
  follow(directive: Directive, inside: boolean, isGuard = false): boolean {
    switch (directive.name) {
      case 'if':
      case 'ifdef':
      case 'ifndef': {
        const condition = conditionOf(directive);
        const truth = isGuard ? true : truthOf(condition, this.#language);
        this.#push({
          earlier: [],
          condition: truth === true ? undefined : condition,
          live: truth !== false,
          decided: truth === true || (inside && truth !== false),
          first: inside,
        });
        return true;
      }
      case 'elif':
      case 'elifdef':
      case 'elifndef':
      case 'else':
        this.#turn(directive, inside);
        return true;
      case 'endif':
        this.#levels.pop();
        return true;
      default:
        return false;
    }
  }

  #turn(directive: Directive, inside: boolean): void {
    const level = this.#levels.pop();
    const condition = directive.name === 'else' ? undefined : conditionOf(directive);
    if (level === undefined) {
      // The `#if` stands before the text at hand, so its first branch has been read.
      if (inside) this.#push({ earlier: [], condition, live: false, decided: true, first: true });
      return;
    }
    const truth = condition === undefined ? true : truthOf(condition, this.#language);
    const decided = level.decided || (inside && level.live);
    const live = !decided && truth !== false;
    const isFalse = level.condition !== undefined && truthOf(level.condition, this.#language) === false;
    const before = level.condition === undefined || isFalse ? [] : [`!(${level.condition})`];
    this.#push({
      earlier: [...level.earlier, ...before],
      condition,
      live,
      decided: decided || truth === true || (live && level.first),
      first: level.first || inside,
    });
  }

  #push(level: Omit<Level, 'reached'>): void {
    this.#levels.push({ ...level, reached: level.live && this.live });
  }
}
