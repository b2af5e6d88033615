/** What a condition comes to; `undefined`: that hangs on something that is not seen. */
export type Truth = boolean | undefined;

/**
 * Evaluates a condition of MSBuild (`'$(Configuration)|$(Platform)'=='Debug|x64'`, `and`, `or`, `!`, parentheses) as far as
 * it can be told; functions, comparisons of size and whatever else is in it are unknown.
 * @param expand replaces the properties of a text; undefined where one is not known
 */
export function evaluateCondition(text: string, expand: (text: string) => string | undefined): Truth {
  const tokens = [...text.matchAll(token)].map(([word]) => word);
  if (tokens.length > maxTokens || text.replace(token, '').trim() !== '') return undefined;
  return new Evaluation(tokens, expand).whole();
}

const token = /'[^']*'|==|!=|<=|>=|[!()<>,]|[^\s'!=<>(),]+(?:\([^()]*\))?/g;
const maxTokens = 200;

class Evaluation {
  readonly #tokens: readonly string[];
  readonly #expand: (text: string) => string | undefined;
  #at = 0;

  constructor(tokens: readonly string[], expand: (text: string) => string | undefined) {
    this.#tokens = tokens;
    this.#expand = expand;
  }

  whole(): Truth {
    const result = this.#or();
    return this.#at === this.#tokens.length ? result : undefined;
  }

  #or(): Truth {
    let result = this.#and();
    while (this.#takes('or')) {
      const other = this.#and();
      result = result === true || other === true ? true : result === false ? other : undefined;
    }
    return result;
  }

  #and(): Truth {
    let result = this.#term();
    while (this.#takes('and')) {
      const other = this.#term();
      result = result === false || other === false ? false : result === true ? other : undefined;
    }
    return result;
  }

  #term(): Truth {
    if (this.#takes('!')) {
      const negated = this.#term();
      return negated === undefined ? undefined : !negated;
    }
    if (this.#takes('(')) {
      const inner = this.#or();
      return this.#takes(')') ? inner : undefined;
    }
    const left = this.#operand();
    const isEqual = this.#takes('==');
    if (!isEqual && !this.#takes('!=')) {
      const word = left?.toLowerCase();
      return word === 'true' ? true : word === 'false' ? false : undefined;
    }
    const right = this.#operand();
    if (left === undefined || right === undefined) return undefined;
    return (left.toLowerCase() === right.toLowerCase()) === isEqual;
  }

  #operand(): string | undefined {
    const word = this.#tokens[this.#at++] ?? '';
    const isCall = /^\w+\(/.test(word);
    return isCall ? undefined : this.#expand(word.replace(/^'|'$/g, ''));
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at++;
    return true;
  }
}
