/** The clean-up code at the end of a function, which is entered at labels: what runs from each of them on. */
import type { FunctionModel } from '../../model/ir.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { EditDraft } from '../rule.ts';
import { gotoOf, nodesIn, sourceText, statementsIn } from './statements.ts';

/** A statement of the clean-up code, with the labels that stand in front of it. */
interface Rung {
  readonly labels: readonly string[];
  readonly statement: SyntaxNode;
}

/** A label to jump to, and what writes it where it is not there yet. */
export interface Target {
  readonly label: string;
  readonly edits: readonly EditDraft[];
}

/** From the first label of the function's body on. */
function rungsOf({ unit, bodySpan }: FunctionModel): Rung[] {
  const statements = statementsIn(unit, bodySpan);
  const first = statements.findIndex(({ kind }) => kind === 'labeled_statement');
  return first < 0 ? [] : statements.slice(first).map((node) => rungOf(unit.source, node));
}

function rungOf(source: string, node: SyntaxNode): Rung {
  const labels: string[] = [];
  let statement = node;
  while (statement.kind === 'labeled_statement') {
    const [label, ...rest] = statement.children.filter(({ named }) => named);
    const inner = rest.at(-1);
    if (label === undefined || inner === undefined) break;
    labels.push(source.slice(label.start, label.end));
    statement = inner;
  }
  return { labels, statement };
}

/** The labels of the clean-up code behind an offset that jumps of the function name. */
export function labelsOf(fn: FunctionModel, offset: number): string[] {
  const named = new Set(nodesIn(fn.unit.root(), 'goto_statement').map((node) => gotoOf(fn.unit, node)));
  return rungsOf(fn)
    .filter(({ statement }) => statement.start > offset)
    .flatMap(({ labels }) => labels)
    .filter((label) => named.has(label));
}

/** The variable that the function returns at its end; undefined when it is nothing, or no variable. */
export function resultOf({ unit, bodySpan, locals }: FunctionModel): string | undefined {
  const last = statementsIn(unit, bodySpan).at(-1);
  const end = last && rungOf(unit.source, last).statement;
  const name = end && /^return\s*\(?\s*(\w+)\s*\)?\s*;$/.exec(sourceText(unit, end))?.[1];
  return locals.some((local) => local.name === name) ? name : undefined;
}

/**
 * Where to enter the clean-up code of a label for it to leave out what it does first, which is about one object; undefined
 * when that is not about the object.
 */
export function labelPast(fn: FunctionModel, label: string, object: string): Target | undefined {
  const rungs = rungsOf(fn);
  const from = rungs.findIndex(({ labels }) => labels.includes(label));
  const mentions = ({ statement }: Rung): boolean =>
    sourceText(fn.unit, statement)
      .split(/[^\w.>-]+/)
      .includes(object);
  const past = from < 0 ? -1 : rungs.findIndex((rung, index) => index >= from && !mentions(rung));
  const rung = rungs[past];
  if (rung === undefined || past === from) return undefined;
  const [known] = rung.labels;
  return known === undefined ? newLabel(fn, rung, label) : { label: known, edits: [] };
}

/** The clean-up code of a label makes these calls first. */
export function beginsWith(fn: FunctionModel, label: string, calls: readonly string[]): boolean {
  const rungs = rungsOf(fn);
  const from = rungs.findIndex(({ labels }) => labels.includes(label));
  const first = from < 0 ? [] : rungs.slice(from, from + calls.length);
  return (
    first.length === calls.length &&
    first.every(({ statement }, index) => isCall(fn, statement, calls[index] ?? ''))
  );
}

/** The first label behind the statement that is this call; undefined when it is no statement of the clean-up code. */
export function labelBehind(fn: FunctionModel, call: string): string | undefined {
  const rungs = rungsOf(fn);
  const at = rungs.findIndex(({ statement }) => isCall(fn, statement, call));
  return at < 0 ? undefined : rungs[at + 1]?.labels[0];
}

/**
 * Where to enter the clean-up code for it to make these calls and then go on at a label: they stand in front of it, and
 * nothing else does in between.
 */
export function labelWith(fn: FunctionModel, calls: readonly string[], label: string): Target | undefined {
  const rungs = rungsOf(fn);
  const end = rungs.findIndex(({ labels }) => labels.includes(label));
  const [first, ...others] = rungs.slice(Math.max(0, end - calls.length), Math.max(0, end));
  if (first === undefined || others.length + 1 !== calls.length) return undefined;
  const isSame = [first, ...others].every(({ statement }, index) =>
    isCall(fn, statement, calls[index] ?? ''),
  );
  if (!isSame) return undefined;
  const [known] = first.labels;
  return known === undefined ? newLabel(fn, first, label) : { label: known, edits: [] };
}

/** A label of its own for the statement, in the style of another label. */
function newLabel({ unit }: FunctionModel, { statement }: Rung, style: string): Target | undefined {
  const text = sourceText(unit, statement);
  const word = text.startsWith('WskDeregister')
    ? 'Deregister'
    : text.startsWith('WskRelease')
      ? 'Release'
      : undefined;
  if (word === undefined) return undefined;
  const label = /^[A-Z][a-z]/.test(style) ? word : word.toLowerCase();
  if (!/^(?:[A-Z][a-zA-Z]*|[a-z]+)$/.test(style) || unit.identifiers().has(label)) return undefined;
  const lineStart = unit.source.lastIndexOf('\n', statement.start - 1) + 1;
  const other = unit.source.split('\n').find((line) => line.trim() === `${style}:`);
  if (other === undefined) return undefined;
  const line = other.replace(style, label).replace('\r', '');
  return { label, edits: [{ unit, span: { start: lineStart, end: lineStart }, newText: `${line}\n` }] };
}

function isCall({ unit }: FunctionModel, node: SyntaxNode, call: string): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, '');
  return plain(sourceText(unit, node)) === plain(call);
}
