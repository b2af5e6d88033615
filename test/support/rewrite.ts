import type { Span, TextEdit } from '../../server/src/base/text.ts';
import { ModelBuilder } from '../../server/src/model/builder.ts';
import type { FileModel, FunctionModel } from '../../server/src/model/ir.ts';
import type { ParsedFile, Parser, SyntaxNode } from '../../server/src/syntax/index.ts';

/** A change of a source text that does not change what the program does. */
export interface Rewrite {
  readonly name: string;
  /** Findings move to other statements (a shared label, a helper): only their rules can be compared. */
  readonly moves?: true;
  readonly edits: (file: ParsedFile, parser: Parser) => TextEdit[];
}

interface Placed {
  readonly node: SyntaxNode;
  readonly parent: SyntaxNode;
  /** Offset of the node's unit in the file. */
  readonly base: number;
}

const insert = (at: number, newText: string): TextEdit => ({ span: { start: at, end: at }, newText });
const spanOf = ({ node, base }: Placed): Span => ({ start: base + node.start, end: base + node.end });
const replace = (placed: Placed, newText: string): TextEdit => ({ span: spanOf(placed), newText });
const child = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((each) => each.field === field);

/** Nodes of one kind in the functions of a file that parse without error. */
function* nodes(file: ParsedFile, ...kinds: readonly string[]): Generator<Placed> {
  for (const { unit, start } of file.units) {
    if (unit.kind !== 'function' || unit.hasError) continue;
    const pending: { node: SyntaxNode; parent: SyntaxNode }[] = [{ node: unit.root(), parent: unit.root() }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { node, parent } = next;
      if (kinds.includes(node.kind)) yield { node, parent, base: start };
      for (const inner of node.children) pending.push({ node: inner, parent: node });
    }
  }
}

const textOf = (file: ParsedFile, placed: Placed): string =>
  file.text.slice(placed.base + placed.node.start, placed.base + placed.node.end);

/** Statements that stand between the braces of a function, where another may be put in front of them. */
function* statements(file: ParsedFile): Generator<Placed> {
  const kinds = [
    'expression_statement',
    'if_statement',
    'return_statement',
    'goto_statement',
    'while_statement',
  ];
  for (const placed of nodes(file, ...kinds)) if (placed.parent.kind === 'compound_statement') yield placed;
}

/** Calls that are statements of their own, with their text without the semicolon. */
function* callStatements(file: ParsedFile, name: RegExp): Generator<Placed & { readonly argument: string }> {
  for (const placed of nodes(file, 'expression_statement')) {
    const match = /^(\w+)\s*\(([\s\S]*)\)\s*;$/.exec(textOf(file, placed));
    if (match?.[1] !== undefined && name.test(match[1]) && !/\/\//.test(match[2] ?? ''))
      yield { ...placed, argument: match[2] ?? '' };
  }
}

/** Where a function can be put in front of all others, and outside of classes. */
const head = (file: ParsedFile): number => {
  const includes = file.units.filter(({ unit }) => unit.kind === 'include').at(-1);
  return includes === undefined ? 0 : includes.start + includes.unit.source.length;
};

function before(name: string, text: string, prologue = ''): Rewrite {
  return {
    name,
    edits: (file) => [
      ...[...statements(file)].map(({ node, base }) => insert(base + node.start, text)),
      ...(prologue === '' ? [] : [insert(head(file), prologue)]),
    ],
  };
}

/** Every name that the file itself declares gets a prefix; what the system calls by name keeps it. */
function renamed(file: ParsedFile, parser: Parser): TextEdit[] {
  const model: FileModel = new ModelBuilder(parser).file(file);
  const names = new Set<string>();
  const add = (each: { readonly name: string }): void => void names.add(each.name);
  const ofFunction = (fn: FunctionModel): void => {
    [...fn.parameters, ...fn.locals].forEach(add);
    fn.lambdas.forEach(ofFunction);
  };
  for (const fn of model.functions) {
    if (/^[A-Za-z_]\w*$/.test(fn.name) && fn.name !== 'DriverEntry') add(fn);
    ofFunction(fn.model());
  }
  model.globals.forEach(add);
  const kept = /^(operator|Dispatch|Client|ClientContext|Version|Reserved|WskClientEvent|.*#\d+|[A-Z0-9_]+)$/;
  const edits: TextEdit[] = [];
  const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"/g, (text) =>
    ' '.repeat(text.length),
  );
  // Members, whose declarations are not told from those of variables, keep their names.
  for (const [, member] of code.matchAll(/(?:\.|->)\s*([A-Za-z_]\w*)/g)) names.delete(member ?? '');
  for (const { 0: word, index } of code.matchAll(/[A-Za-z_]\w*/g)) {
    if (names.has(word) && !kept.test(word)) edits.push(insert(index, 'zq_'));
  }
  return edits;
}

function inverted(file: ParsedFile): TextEdit[] {
  const edits: TextEdit[] = [];
  const taken: Span[] = [];
  // The outer ones first: a statement inside another that was rewritten is left alone.
  for (const placed of [...nodes(file, 'if_statement')].sort(
    (a, b) => a.base + a.node.start - b.base - b.node.start,
  )) {
    const { node, base } = placed;
    const condition = child(node, 'condition');
    const consequence = child(node, 'consequence');
    const otherwise = child(node, 'alternative');
    const span = spanOf(placed);
    if (
      condition === undefined ||
      consequence === undefined ||
      taken.some((t) => t.start <= span.start && span.end <= t.end)
    )
      continue;
    const at = (each: SyntaxNode): string => file.text.slice(base + each.start, base + each.end);
    if (at(condition).includes(';') || /constexpr/.test(file.text.slice(span.start, base + condition.start)))
      continue;
    taken.push(span);
    edits.push(insert(base + condition.start, '(!'), insert(base + condition.end, ')'));
    const alternative = otherwise === undefined ? '{ }' : at(otherwise).replace(/^else\b/, '{') + ' }';
    const end = base + (otherwise ?? consequence).end;
    const text = ` ${alternative} else { ${at(consequence)} }`;
    // Where findings are in the moved text is told by its old place.
    edits.push({ span: { start: base + condition.end, end }, newText: text });
  }
  return edits;
}

/** `return x;` by way of a label at the end of the function, one for each variable that is returned. */
function gone(file: ParsedFile): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { unit, start } of file.units) {
    if (unit.kind !== 'function' || unit.language !== 'c' || /__try|__finally|\bswitch\b/.test(unit.source))
      continue;
    const returned = new Set<string>();
    const own: TextEdit[] = [];
    const one = { ...file, units: [{ unit, start }] };
    for (const placed of nodes(one, 'return_statement')) {
      const name = /^return\s+([a-z]\w*)\s*;$/i.exec(textOf(file, placed))?.[1];
      if (name === undefined || /^[A-Z0-9_]+$/.test(name)) continue;
      returned.add(name);
      own.push(replace(placed, `goto Zq_${name};`));
    }
    const last = unit
      .root()
      .children.find((each) => each.kind === 'compound_statement')
      ?.children.filter(({ named }) => named)
      .at(-1);
    if (returned.size !== 1 || last?.kind !== 'return_statement') continue;
    const tail = [...returned].map((name) => `Zq_${name}: return ${name};\n`).join('');
    edits.push(...own, insert(start + unit.source.length - 1, tail));
  }
  return edits;
}

/** `T x = e;` in two statements. */
function split(file: ParsedFile): TextEdit[] {
  return [...nodes(file, 'declaration')].flatMap((placed) => {
    if (placed.parent.kind !== 'compound_statement') return [];
    const match =
      /^((?!static|const|auto|enum)[A-Za-z_]\w*[\s*]+)([A-Za-z_]\w*)\s*=\s*(?!\s|\{)([^;]*);$/.exec(
        textOf(file, placed),
      );
    if (match === null || file.language !== 'c' || /,(?![^(]*\))/.test(match[3] ?? '')) return [];
    return [
      insert(placed.base + placed.node.start, `${match[1] ?? ''}${match[2] ?? ''}; `),
      {
        span: {
          start: placed.base + placed.node.start,
          end: placed.base + placed.node.start + (match[1] ?? '').length,
        },
        newText: '',
      },
    ];
  });
}

export const rewrites: readonly Rewrite[] = [
  { name: 'every name that the file declares changed', edits: renamed },
  before(
    'messages, comments and blank lines between statements',
    '/* a\n b */\n\n// WskDeregister(&x);\n; DbgPrint("x\\n"); ',
  ),
  before(
    'a message under a condition before each statement',
    'if (ZqVerbose) { DbgPrint("x\\n"); } ',
    '\nextern BOOLEAN ZqVerbose;\n',
  ),
  {
    name: 'each call statement in do { } while (0)',
    edits: (file) =>
      [...nodes(file, 'expression_statement')]
        .filter(({ parent }) => parent.kind === 'compound_statement')
        .flatMap(({ node, base }) => [
          insert(base + node.start, 'do { '),
          insert(base + node.end, ' } while (0);'),
        ]),
  },
  { name: 'conditions negated and branches swapped', edits: inverted, moves: true },
  { name: 'declarations split from initialisers', edits: split },
  { name: 'returns by way of a label', edits: gone, moves: true },
  {
    name: 'closing calls through a pointer variable',
    edits: (file) =>
      [...callStatements(file, /^Wsk(Deregister|ReleaseProviderNPI)$/)].flatMap(
        ({ node, base, argument }) => [
          insert(base + node.start, `{ PWSK_REGISTRATION ZqAlias = ${argument}; `),
          {
            span: { start: base + node.start, end: base + node.end },
            newText:
              file.text.slice(base + node.start, base + node.end).replace(/\([\s\S]*\)/, '(ZqAlias)') + ' }',
          },
        ],
      ),
  },
  {
    name: 'closing calls in a helper function',
    moves: true,
    edits: (file) => [
      insert(
        head(file),
        '\nstatic VOID ZqDeregister(PWSK_REGISTRATION R)\n{\n    WskDeregister(R);\n}\n\nstatic VOID ZqReleaseProviderNPI(PWSK_REGISTRATION R)\n{\n    WskReleaseProviderNPI(R);\n}\n\n',
      ),
      ...[...callStatements(file, /^Wsk(Deregister|ReleaseProviderNPI)$/)].map(({ node, base }) => ({
        span: { start: base + node.start, end: base + node.start + 3 },
        newText: 'Zq',
      })),
    ],
  },
];
