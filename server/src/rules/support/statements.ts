/**
 * Where statements stand in a unit's text, and edits that put text around them in the file's own style. Lines of new text
 * end in `\n` here; the report gives them the endings of the file.
 */
import type { Span } from '../../base/text.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Unit } from '../../syntax/unit.ts';
import type { EditDraft } from '../rule.ts';

export interface Statement extends Span {
  readonly unit: Unit;
  readonly node: SyntaxNode;
  /** The statement is the body of an `if`, `else` or loop, without braces around it. */
  readonly isBare: boolean;
  /** Statements of the same block, in source order; only itself when it is bare. */
  readonly siblings: readonly SyntaxNode[];
}

const bodies = new Set([
  'if_statement',
  'else_clause',
  'while_statement',
  'for_statement',
  'do_statement',
  'for_range_loop',
]);
const blocks = new Set([
  'compound_statement',
  'case_statement',
  'translation_unit',
  'labeled_statement',
  'preproc_if',
  'preproc_ifdef',
  'preproc_else',
]);

function isStatement(node: SyntaxNode): boolean {
  return node.kind.endsWith('_statement') || node.kind === 'declaration';
}

/** Innermost statement that contains a span of the unit; undefined when its text does not parse. */
export function statementAt(unit: Unit, span: Span): Statement | undefined {
  let found: Statement | undefined;
  let parent: SyntaxNode = unit.root();
  let block: readonly SyntaxNode[] = [];
  for (;;) {
    const child: SyntaxNode | undefined = parent.children.find(
      (node) => node.start <= span.start && node.end >= span.end,
    );
    if (child === undefined) return found;
    if (isStatement(child) && child.kind !== 'compound_statement') {
      if (child.hasError && child.kind === 'expression_statement') return undefined;
      const isBare = bodies.has(parent.kind);
      if (isBare || blocks.has(parent.kind)) {
        // A labelled statement stands in the block around its label.
        if (parent.kind !== 'labeled_statement') block = isBare ? [child] : statementsOf(parent);
        found = { start: child.start, end: child.end, unit, node: child, isBare, siblings: block };
      }
    }
    parent = child;
  }
}

/** Statements of a block in source order, without the labels in front of them. */
function statementsOf(block: SyntaxNode): SyntaxNode[] {
  return block.children
    .filter(isStatement)
    .flatMap((child) => (child.kind === 'labeled_statement' ? [child, ...statementsOf(child)] : [child]));
}

/** Statements of the block that a span (the body of a function) is, in source order. */
export function statementsIn(unit: Unit, body: Span): readonly SyntaxNode[] {
  let node: SyntaxNode | undefined = unit.root();
  while (node !== undefined && (node.start !== body.start || node.end !== body.end))
    node = node.children.find(({ start, end }) => start <= body.start && end >= body.end);
  return node === undefined ? [] : node.children.filter(isStatement);
}

/** Nodes of a kind in a tree, in source order. */
export function nodesIn(root: SyntaxNode, kind: string): SyntaxNode[] {
  const found = root.children.flatMap((child) => nodesIn(child, kind));
  return root.kind === kind ? [root, ...found] : found;
}

/** The nodes around a span of the unit, outermost first. */
export function nodesAround(unit: Unit, { start, end }: Span): SyntaxNode[] {
  const path: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = unit.root();
  while (node !== undefined) {
    path.push(node);
    node = node.children.find((child) => child.start <= start && child.end >= end);
  }
  return path;
}

/** The label that a `goto` names. */
export function gotoOf(unit: Unit, node: SyntaxNode): string | undefined {
  return /^goto\s+(\w+)/.exec(sourceText(unit, node))?.[1];
}

/** Text of a span of the unit as the file has it. */
export function sourceText(unit: Unit, span: Span): string {
  return unit.source.slice(span.start, span.end);
}

/** Offset of the line that an offset lies on. */
function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** White space that the line of an offset begins with. */
export function indentation(unit: Unit, offset: number): string {
  const line = lineStart(unit.source, offset);
  return /^[ \t]*/.exec(unit.source.slice(line, offset))?.[0] ?? '';
}

/** One level of indentation, taken from the unit's first indented line. */
export function indentUnit(unit: Unit): string {
  const first = /^(\t+|[ ]{2,})\S/m.exec(unit.source)?.[1] ?? '    ';
  if (first.startsWith('\t')) return '\t';
  return first.length > 8 ? '    ' : first;
}

/** Lines put before a statement, indented like it. A bare body gets braces. Lines bring their own inner indentation. */
export function insertBefore(statement: Statement, lines: readonly string[]): EditDraft[] {
  return insert(statement, lines, []);
}

/** Lines put after a statement. */
export function insertAfter(statement: Statement, lines: readonly string[]): EditDraft[] {
  return insert(statement, [], lines);
}

function insert(statement: Statement, before: readonly string[], after: readonly string[]): EditDraft[] {
  const { unit } = statement;
  const edit = (offset: number, newText: string): EditDraft => ({
    unit,
    span: { start: offset, end: offset },
    newText,
  });
  if (!statement.isBare) {
    const indent = indentation(unit, statement.start);
    // Behind other code of its line, as in `{ return status; }`, what is short stays on the line.
    if (indent.length < statement.start - lineStart(unit.source, statement.start) && after.length === 0)
      return [edit(statement.start, before.map((line) => line + ' ').join(''))];
    const edits: EditDraft[] = [];
    const indented = (line: string): string => (line === '' ? '' : indent + line);
    if (before.length > 0)
      edits.push(edit(statement.start, [...before.map(indented), indent].join('\n').slice(indent.length)));
    if (after.length > 0) edits.push(edit(statement.end, after.map((line) => '\n' + indent + line).join('')));
    return edits;
  }
  return [bracedBody(statement, [...before, sourceText(unit, statement), ...after])];
}

/** Lines of an `if` with a body, with braces where the function puts them. */
export function ifBlock(unit: Unit, condition: string, body: readonly string[]): string[] {
  const head = `if (${condition})`;
  return body.length === 1 && isSparingWithBraces(unit)
    ? [head, ...body.map((line) => indentUnit(unit) + line)]
    : bracedLines(unit, head, body);
}

/** Every `if` of the unit whose body is one statement goes without braces. */
function isSparingWithBraces(unit: Unit): boolean {
  const bodies = nodesIn(unit.root(), 'if_statement').flatMap(({ children }) =>
    children.filter(({ field }) => field === 'consequence'),
  );
  const isBraced = ({ kind, children }: SyntaxNode): boolean =>
    kind === 'compound_statement' && children.filter(({ named }) => named).length === 1;
  return bodies.some(({ kind }) => kind !== 'compound_statement') && !bodies.some(isBraced);
}

/** Variables declared behind the declarations that a function begins with. */
export function declareVariable(
  { unit, bodySpan }: { readonly unit: Unit; readonly bodySpan: Span },
  declarations: readonly string[],
): EditDraft[] {
  const statements = statementsIn(unit, bodySpan);
  const first = statements.findIndex(({ kind }) => kind !== 'declaration');
  const last = statements[(first < 0 ? statements.length : first) - 1];
  const at = last?.end ?? bodySpan.start + 1;
  const indent =
    last === undefined
      ? indentation(unit, bodySpan.end - 1) + indentUnit(unit)
      : indentation(unit, last.start);
  const lines = declarations.map((line) => `\n${indent}${line}`).join('');
  return [{ unit, span: { start: at, end: at }, newText: last === undefined ? `${lines}\n` : lines }];
}

/** The same of any statement with a body. */
export function bracedLines(unit: Unit, head: string, body: readonly string[]): string[] {
  const inner = body.map((line) => indentUnit(unit) + line);
  return bracesOnOwnLine(unit) ? [head, '{', ...inner, '}'] : [`${head} {`, ...inner, '}'];
}

/** A bare body replaced by a block of lines; the brace goes where the file puts its braces. */
export function bracedBody(statement: Statement, lines: readonly string[]): EditDraft {
  const { unit } = statement;
  const head = unit.source.slice(0, statement.start).trimEnd().length;
  const outer = indentation(unit, headStart(unit, head));
  const inner = outer + indentUnit(unit);
  const opening = bracesOnOwnLine(unit) ? `\n${outer}{` : ' {';
  const newText = `${opening}${lines.map((line) => '\n' + inner + line).join('')}\n${outer}}`;
  return { unit, span: { start: head, end: statement.end }, newText };
}

/** Offset of the first character that is not white space on the line that `head` ends. */
function headStart(unit: Unit, head: number): number {
  const line = lineStart(unit.source, head);
  return line + (/^[ \t]*/.exec(unit.source.slice(line))?.[0].length ?? 0);
}

/** How the blocks inside a function open; its own brace, on a line by itself in most styles, does not tell. */
function bracesOnOwnLine(unit: Unit): boolean {
  const body = unit.source.slice(unit.source.indexOf('{') + 1);
  const own = body.match(/^[ \t]+\{[ \t]*\r?$/gm)?.length ?? 0;
  const same = body.match(/[)e][ \t]*\{[ \t]*\r?$/gm)?.length ?? 0;
  return own > same;
}

/** The `if` without `else` that a statement is in the body of. */
export function guardOf({ unit, start, end }: Statement): Statement | undefined {
  const around = nodesAround(unit, { start, end }).findLast(
    (node) => node.start < start && /^(?:if|for|while|do|switch|seh_try|labeled)_statement$/.test(node.kind),
  );
  return around?.kind === 'if_statement' && !hasElse(around) ? statementAt(unit, around) : undefined;
}

export function hasElse({ children }: SyntaxNode): boolean {
  return children.some(({ kind }) => kind === 'else_clause');
}

/** Some of the code leaves the function, or the block around it. */
export function leaves(text: string): boolean {
  return /\b(?:return|goto|break|continue|throw|__leave|leave)\b/.test(text);
}

/** The lines of a statement, without the indentation of the first one. */
export function linesOf({ unit, start, end }: Statement): string[] {
  const indent = indentation(unit, start);
  return sourceText(unit, { start, end })
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && line.startsWith(indent) ? line.slice(indent.length) : line));
}

/** Removes a statement with its line; a bare body becomes an empty block. */
export function remove(statement: Statement): EditDraft {
  const { unit } = statement;
  if (statement.isBare) return { unit, span: statement, newText: '{ }' };
  const text = unit.source;
  const line = lineStart(text, statement.start);
  const rest = /^[ \t]*(\r\n|\n|\r)/.exec(text.slice(statement.end));
  const isFirst = text.slice(line, statement.start).trim() === '';
  if (isFirst && rest !== null) {
    const span = withoutGap(text, { start: line, end: statement.end + rest[0].length });
    return { unit, span, newText: '' };
  }
  // What else stands on the line closes up.
  const after = isFirst ? (/^[ \t]*/.exec(text.slice(statement.end))?.[0].length ?? 0) : 0;
  const before = isFirst ? 0 : (/[ \t]*$/.exec(text.slice(line, statement.start))?.[0].length ?? 0);
  return { unit, span: { start: statement.start - before, end: statement.end + after }, newText: '' };
}

/** Lines that go, with one of the blank lines around them where two would meet, or one would stand at the end of a block. */
function withoutGap(text: string, { start, end }: Span): Span {
  const previous = start === 0 ? 0 : lineStart(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1));
  const before = text.slice(previous, start).trim();
  const blank = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end));
  if (blank !== null && (before === '' || before.endsWith('{'))) return { start, end: end + blank[0].length };
  const isLast = /^[ \t]*\}/.test(text.slice(end));
  return isLast && before === '' ? { start: previous, end } : { start, end };
}
