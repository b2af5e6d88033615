import { Lexer, Token } from '../syntax/lexer.ts';

/** An open bracket. Statements begin in a `block` only, and behind a `condition`. */
interface Open {
  readonly kind: 'parenthesis' | 'condition' | 'initialiser' | 'block';
  /** Where the statement around it starts. */
  readonly statement: number;
}

/**
 * Where the statement, declaration or preprocessor line around an offset starts, told by the tokens alone: also in code that
 * does not parse. Offsets are relative to the text, 0-based UTF-16 code units; one before the first token gives itself.
 */
export class StatementStarts {
  /** From each of these offsets on, in order, what `#starts` has at the same index holds. */
  readonly #from: number[] = [];
  readonly #starts: number[] = [];
  readonly #open: Open[] = [];
  #statement = 0;
  /** The next token begins a statement. */
  #begins = true;
  /** A `?` came in this statement: a colon ends no label. */
  #asked = false;

  constructor(text: string) {
    const lexer = new Lexer(text);
    let previous = '';
    while (lexer.next() !== Token.End) {
      if (lexer.kind === Token.Directive) {
        this.#add(lexer.start, lexer.start);
        if (!this.#begins) this.#add(lexer.end, this.#statement);
        continue;
      }
      if (this.#begins && lexer.kind !== Token.CloseBrace) this.#begin(lexer.start);
      const word = lexer.kind < 128 ? String.fromCharCode(lexer.kind) : lexer.word;
      this.#take(word, previous, lexer.start);
      previous = word;
    }
  }

  /** Start of the statement that an offset is in. */
  at(offset: number): number {
    let low = 0;
    let high = this.#from.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#from[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#starts[low - 1] ?? offset;
  }

  #take(word: string, previous: string, start: number): void {
    switch (word) {
      case '(':
      case '[':
        this.#push(conditional.has(previous) ? 'condition' : 'parenthesis');
        break;
      case ')':
      case ']': {
        const last = this.#open.at(-1);
        if (last?.kind !== 'parenthesis' && last?.kind !== 'condition') break;
        this.#open.pop();
        this.#begins = last.kind === 'condition' && this.#isInBlock();
        break;
      }
      case '{': {
        const initialises = initialising.has(previous) || (!this.#isInBlock() && previous === '{');
        this.#push(initialises ? 'initialiser' : 'block');
        this.#begins = !initialises;
        break;
      }
      case '}':
        this.#close(start);
        break;
      case ';':
        // Of parentheses, only those of a `for` have a semicolon: others were left open.
        while (this.#open.at(-1)?.kind === 'parenthesis') this.#open.pop();
        this.#begins = this.#isInBlock();
        break;
      case '?':
        this.#asked = true;
        break;
      case ':':
        this.#begins = !this.#asked && this.#isInBlock();
        break;
      case 'else':
      case 'do':
        this.#begins = true;
        break;
    }
  }

  #begin(start: number): void {
    this.#statement = start;
    this.#begins = false;
    this.#asked = false;
    this.#add(start, start);
  }

  /** A closing brace at an offset: what was opened behind its partner and is open still is not closed in this text. */
  #close(start: number): void {
    const partner = this.#open.findLastIndex(({ kind }) => kind === 'initialiser' || kind === 'block');
    const closed = this.#open[partner];
    this.#open.length = Math.max(partner, 0);
    this.#begins = closed?.kind !== 'initialiser' && this.#isInBlock();
    if (closed === undefined || this.#begins) return;
    // The end of a lambda: the statement around it goes on.
    this.#statement = closed.statement;
    this.#add(start, closed.statement);
  }

  #push(kind: Open['kind']): void {
    this.#open.push({ kind, statement: this.#statement });
  }

  #isInBlock(): boolean {
    const last = this.#open.at(-1);
    return last === undefined || last.kind === 'block';
  }

  #add(from: number, start: number): void {
    this.#from.push(from);
    this.#starts.push(start);
  }
}

/** Words whose parentheses another statement follows. */
const conditional: ReadonlySet<string> = new Set(['if', 'constexpr', 'for', 'while', 'switch']);
/** Behind these, a brace opens an initialiser. */
const initialising: ReadonlySet<string> = new Set(['=', ',', '(', 'return']);
