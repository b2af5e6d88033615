/**
 * What VS Code inserts for a snippet when nobody types into its tab stops. The syntax is that of
 * https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax without transforms, which no snippet has.
 */

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'tabStop';
      readonly index: string;
      readonly content: readonly Node[] | undefined;
      readonly choices: number;
    }
  | { readonly kind: 'variable'; readonly name: string; readonly content: readonly Node[] | undefined };

/**
 * The inserted text, with the choice of this number (of the first again where there are fewer) at each tab stop that offers
 * some. Throws on what is no snippet syntax and on variables without a value and a default.
 */
export function expandSnippet(body: string, variables: Readonly<Record<string, string>>, choice = 0): string {
  const nodes = new SnippetReader(body, choice).read();
  return render(nodes, defaultsOf(nodes), variables);
}

/** The number of choices at the tab stop that offers most; 1 when none does. */
export function choiceCount(body: string): number {
  const nodes = [...everyNode(new SnippetReader(body, 0).read())];
  return Math.max(1, ...nodes.map((node) => (node.kind === 'tabStop' ? node.choices : 0)));
}

function render(
  nodes: readonly Node[],
  defaults: ReadonlyMap<string, readonly Node[]>,
  variables: Readonly<Record<string, string>>,
): string {
  const parts = nodes.map((node) => {
    if (node.kind === 'text') return node.text;
    if (node.kind === 'tabStop') {
      return render(node.content ?? defaults.get(node.index) ?? [], defaults, variables);
    }
    const value = variables[node.name];
    if (value !== undefined) return value;
    if (node.content === undefined)
      throw new Error(`the variable ${node.name} has neither value nor default`);
    return render(node.content, defaults, variables);
  });
  return parts.join('');
}

/** A tab stop that stands without a default repeats the one of its index that has it, be it before or behind. */
function defaultsOf(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const defaults = new Map<string, readonly Node[]>();
  for (const node of everyNode(nodes)) {
    if (node.kind !== 'tabStop' || node.content === undefined) continue;
    if (defaults.has(node.index)) throw new Error(`tab stop ${node.index} has two defaults`);
    defaults.set(node.index, node.content);
  }
  return defaults;
}

function* everyNode(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if (node.kind !== 'text') yield* everyNode(node.content ?? []);
  }
}

class SnippetReader {
  readonly #body: string;
  readonly #choice: number;
  #at = 0;

  constructor(body: string, choice: number) {
    this.#body = body;
    this.#choice = choice;
  }

  read(): readonly Node[] {
    return this.#nodes(false);
  }

  /** Nodes up to the end, or up to and without the `}` that closes what they are in. */
  #nodes(isNested: boolean): readonly Node[] {
    const nodes: Node[] = [];
    while (this.#at < this.#body.length && !(isNested && this.#body[this.#at] === '}')) {
      nodes.push(this.#node());
    }
    return nodes;
  }

  #node(): Node {
    const text = this.#take(/[^$}\\]+|\\[$}\\]|[\\}]/y)?.[0];
    if (text !== undefined) return { kind: 'text', text: /^\\./.test(text) ? text.slice(1) : text };
    const short = this.#take(/\$(?:(\d+)|([A-Za-z_]\w*))/y);
    if (short !== undefined) return field(short, undefined);
    const open = this.#take(/\$\{(?:(\d+)|([A-Za-z_]\w*))/y);
    if (open !== undefined) return this.#braced(open);
    throw this.#error('a $ that stands for itself is written \\$');
  }

  #braced(open: RegExpExecArray): Node {
    if (this.#take(/\}/y) !== undefined) return field(open, undefined);
    if (this.#take(/:/y) !== undefined) {
      const content = this.#nodes(true);
      if (this.#take(/\}/y) === undefined) throw this.#error('a placeholder ends with }');
      return field(open, content);
    }
    const list = open[1] === undefined ? undefined : this.#take(/\|((?:\\[,|\\]|[^|\\])+)\|\}/y)?.[1];
    if (list === undefined) throw this.#error('neither tab stop, placeholder, choice nor variable');
    const choices = list.split(/(?<!\\),/).map((each) => each.replace(/\\([,|\\])/g, '$1'));
    const text = choices[this.#choice] ?? choices[0] ?? '';
    return field(open, [{ kind: 'text', text }], choices.length);
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#body);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  #error(what: string): Error {
    return new Error(`${what}: …${this.#body.slice(this.#at, this.#at + 40)}`);
  }
}

function field(
  [, index, name = '']: RegExpExecArray,
  content: readonly Node[] | undefined,
  choices = 0,
): Node {
  return index === undefined
    ? { kind: 'variable', name, content }
    : { kind: 'tabStop', index, content, choices };
}
