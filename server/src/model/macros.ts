import type { SyntaxNode } from '../syntax/node.ts';
import type { Language } from '../syntax/unit.ts';
import type { Macro } from './ir.ts';

/** The part of the syntax folder's parser that lowering needs: macro bodies are parsed on their own. */
export interface FragmentParser {
  fragment(masked: string, language: Language): SyntaxNode;
}

/** Macros by name: an immutable value, of one file or of several merged. */
export class MacroTable {
  static readonly empty = new MacroTable(new Map());
  readonly #macros: ReadonlyMap<string, Macro>;

  private constructor(macros: ReadonlyMap<string, Macro>) {
    this.#macros = macros;
  }

  /**
   * Of several definitions of one name (the branches of an `#if`) the first with a body counts: it is the one that does
   * something.
   */
  static of(macros: Iterable<Macro>): MacroTable {
    const byName = new Map<string, Macro>();
    for (const macro of macros) {
      const known = byName.get(macro.name);
      if (known === undefined || (known.body === '' && macro.body !== '')) byName.set(macro.name, macro);
    }
    return byName.size === 0 ? MacroTable.empty : new MacroTable(byName);
  }

  get(name: string): Macro | undefined {
    return this.#macros.get(name);
  }

  /** All macros, in the order of their definition. */
  all(): Iterable<Macro> {
    return this.#macros.values();
  }

  /** Both tables' macros; where both know a name, this table's. */
  merge(other: MacroTable): MacroTable {
    if (other.#macros.size === 0) return this;
    if (this.#macros.size === 0) return other;
    return new MacroTable(new Map([...other.#macros, ...this.#macros]));
  }
}

const definition = /^\s*#\s*define\s+([A-Za-z_]\w*)(\([^)]*\))?/;
const commentOrString = /\/\*[^]*?\*\/|\/\/.*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;

/** Reads a `#define` directive; undefined when the text is none. */
export function readMacro(directive: string): Macro | undefined {
  const text = directive
    .replace(/\\\r?\n/g, ' ')
    .replace(commentOrString, (found) => (found.startsWith('/') ? ' ' : found));
  const match = definition.exec(text);
  if (match?.[1] === undefined) return undefined;
  return {
    name: match[1],
    parameters: match[2]
      ?.slice(1, -1)
      .split(',')
      .map((parameter) => parameter.trim())
      .filter((parameter) => parameter !== ''),
    body: text.slice(match[0].length).trim(),
  };
}

/** What a macro stands for; node offsets refer to `text`. `other`: a type, half a statement, anything else. */
export type MacroBody =
  | { readonly kind: 'expression'; readonly text: string; readonly node: SyntaxNode }
  | { readonly kind: 'statements'; readonly text: string; readonly nodes: readonly SyntaxNode[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other' };

/** Parses macro bodies, each once. */
export class MacroBodies {
  readonly #parser: FragmentParser;
  readonly #known: Readonly<Record<Language, WeakMap<Macro, MacroBody>>> = {
    c: new WeakMap(),
    cpp: new WeakMap(),
  };

  constructor(parser: FragmentParser) {
    this.#parser = parser;
  }

  of(macro: Macro, language: Language): MacroBody {
    const known = this.#known[language];
    let body = known.get(macro);
    if (body === undefined) known.set(macro, (body = this.#parse(macro, language)));
    return body;
  }

  #parse(macro: Macro, language: Language): MacroBody {
    if (macro.body === '') return { kind: 'empty' };
    const body = prepared(macro);
    const text = `void f(){${body};}`;
    const block = bodyOf(this.#parser.fragment(text, language));
    if (block !== undefined && !block.hasError) return classify(block, text);
    if (!body.startsWith('{')) return { kind: 'other' };
    const initialiser = `int x=${body};`;
    const node = initialiserOf(this.#parser.fragment(initialiser, language));
    return node === undefined || node.hasError
      ? { kind: 'other' }
      : { kind: 'expression', text: initialiser, node };
  }
}

/** Joins the operands of `##` in an identifier; they are told apart again when the parameters are replaced. */
export const pasteSeparator = '$$';

function prepared(macro: Macro): string {
  const body = macro.body.replace(/\s*##\s*/g, () => pasteSeparator);
  if (macro.parameters === undefined) return body;
  return body
    .replace(/("(?:\\.|[^"\\])*")|#\s*[A-Za-z_]\w*/g, (_, string?: string) => string ?? '""')
    .replaceAll(`,${pasteSeparator}`, ',');
}

function classify(block: SyntaxNode, text: string): MacroBody {
  const nodes = block.children.filter((child) => child.named && !isEmptyStatement(child));
  const [first] = nodes;
  if (first === undefined) return { kind: 'empty' };
  const expression = first.children.find((child) => child.named);
  if (nodes.length === 1 && first.kind === 'expression_statement' && expression !== undefined) {
    return { kind: 'expression', text, node: expression };
  }
  return { kind: 'statements', text, nodes };
}

function isEmptyStatement(node: SyntaxNode): boolean {
  return (
    node.kind === 'expression_statement' && node.children.length === 1 && node.children[0]?.named === false
  );
}

function bodyOf(root: SyntaxNode): SyntaxNode | undefined {
  const [definition, ...rest] = root.children;
  if (rest.length > 0) return undefined;
  return definition?.children.find((child) => child.field === 'body');
}

function initialiserOf(root: SyntaxNode): SyntaxNode | undefined {
  return root.children[0]?.children
    .find((child) => child.kind === 'init_declarator')
    ?.children.find((child) => child.field === 'value');
}
