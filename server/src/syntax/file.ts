import { Lexer, Token } from './lexer.ts';
import { changedWords, learnMacros, type Macros } from './macros.ts';
import { mask, type Masked } from './mask/index.ts';
import type { SyntaxNode } from './node.ts';
import { type Piece, split } from './split/index.ts';
import type { Annotation, Language, ParsedFile, PlacedUnit, Scope, Unit, UnitKind } from './unit.ts';

/** Units longer than this are tables or garbage: they are not masked, and their tree is one ERROR. */
const maxUnitLength = 1 << 19;

/** Makes the tree of one unit from its masked text. */
export type MakeTree = (unit: Unit) => SyntaxNode;

/** Cuts a text into units; units of `previous` that did not change are taken over. Nothing is masked or parsed yet. */
export function parseFile(
  text: string,
  language: Language,
  makeTree: MakeTree,
  previous?: ParsedFile,
): ParsedFile {
  const { pieces, defines, isBalanced } = split(text, language);
  const macros = learnMacros(defines);
  const takeOver = previous instanceof File ? previous.takeOver(macros) : undefined;
  const units = pieces.map((piece): PlacedUnit => {
    const source = text.slice(piece.start, piece.end);
    const known = takeOver?.(piece, source);
    const unit =
      known ?? new LazyUnit(piece, takeOver ? detached(source) : source, language, macros, makeTree);
    return { unit, start: piece.start };
  });
  return new File(text, language, units, isBalanced, macros);
}

class File implements ParsedFile {
  readonly #macros: Macros;

  constructor(
    readonly text: string,
    readonly language: Language,
    readonly units: readonly PlacedUnit[],
    readonly isBalanced: boolean,
    macros: Macros,
  ) {
    this.#macros = macros;
  }

  errorCount(): number {
    return this.units.reduce((sum, { unit }) => sum + countErrors(unit.root()), 0);
  }

  /** Looks units up that stay the same under `macros`; each is handed out once, in order. */
  takeOver(macros: Macros): (piece: Piece, source: string) => Unit | undefined {
    const changed = changedWords(this.#macros, macros);
    const known = new Map<string, Unit[]>();
    for (const { unit } of [...this.units].reverse()) {
      if (changed?.test(unit.source) === true) continue;
      const alike = known.get(unit.source);
      if (alike === undefined) known.set(unit.source, [unit]);
      else alike.push(unit);
    }
    return (piece, source) => {
      const alike = known.get(source);
      return alike?.at(-1) !== undefined && isSame(alike.at(-1), piece) ? alike.pop() : undefined;
    };
  }
}

function isSame(unit: Unit | undefined, piece: Piece): boolean {
  return (
    unit !== undefined &&
    unit.kind === piece.kind &&
    unit.name === piece.name &&
    unit.conditions.join('\n') === piece.conditions.join('\n') &&
    JSON.stringify(unit.scope) === JSON.stringify(piece.scope)
  );
}

/** A copy that does not keep the text alive which it was cut from. */
function detached(source: string): string {
  return ` ${source}`.slice(1);
}

class LazyUnit implements Unit {
  readonly kind: UnitKind;
  readonly name: string | undefined;
  readonly scope: readonly Scope[];
  readonly conditions: readonly string[];
  readonly #macros: Macros;
  readonly #makeTree: MakeTree;
  #masked: Masked | undefined;
  #identifiers: ReadonlySet<string> | undefined;
  #hasError: boolean | undefined;
  #root: WeakRef<SyntaxNode> | undefined;

  constructor(
    piece: Piece,
    readonly source: string,
    readonly language: Language,
    macros: Macros,
    makeTree: MakeTree,
  ) {
    this.kind = piece.kind;
    this.name = piece.name;
    this.scope = piece.scope;
    this.conditions = piece.conditions;
    this.#macros = macros;
    this.#makeTree = makeTree;
  }

  get masked(): string {
    return this.#mask().text;
  }

  get annotations(): readonly Annotation[] {
    return this.#mask().annotations;
  }

  get hasError(): boolean {
    return (this.#hasError ??= this.root().hasError);
  }

  identifiers(): ReadonlySet<string> {
    return (this.#identifiers ??= identifiersOf(this.masked));
  }

  root(): SyntaxNode {
    const kept = this.#root?.deref();
    if (kept !== undefined) return kept;
    const { length } = this.source;
    const root = length > maxUnitLength ? unreadable(length) : this.#makeTree(this);
    this.#root = new WeakRef(root);
    return root;
  }

  #mask(): Masked {
    if (this.source.length > maxUnitLength) return { text: this.source, annotations: [] };
    const scope = this.scope.at(-1);
    const isDeclaration = this.language === 'cpp' && this.kind === 'type';
    const className = isDeclaration ? this.name : scope?.kind === 'class' ? scope.name : undefined;
    return (this.#masked ??= mask(this.source, this.language, this.#macros, { className, isDeclaration }));
  }
}

function unreadable(length: number): SyntaxNode {
  return {
    kind: 'ERROR',
    field: undefined,
    start: 0,
    end: length,
    named: true,
    missing: false,
    hasError: true,
    children: [],
  };
}

function identifiersOf(masked: string): ReadonlySet<string> {
  const words = new Set<string>();
  const lexer = new Lexer(masked);
  while (lexer.next() !== Token.End) {
    if (lexer.kind === Token.Identifier) words.add(lexer.word);
    if (lexer.kind !== Token.Directive) continue;
    for (const word of lexer.word.match(/[A-Za-z_]\w*/g) ?? []) words.add(word);
  }
  return words;
}

function countErrors(root: SyntaxNode): number {
  let count = 0;
  const pending = root.hasError ? [root] : [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.missing || node.kind === 'ERROR') count++;
    for (const child of node.children) if (child.hasError) pending.push(child);
  }
  return count;
}
