/** How a function leaves after a failure, when it has clean-up code that all its failing steps share. */
import { localNamed } from '../../flow/program.ts';
import type { Site } from '../../flow/site.ts';
import type { FunctionModel } from '../../model/ir.ts';
import type { Span } from '../../base/text.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Unit } from '../../syntax/unit.ts';
import type { EditDraft, FixDraft } from '../rule.ts';
import { beginsWith, labelBehind, labelPast, labelsOf, labelWith, resultOf, type Target } from './ladder.ts';
import {
  bracedBody,
  gotoOf,
  indentation,
  nodesAround,
  nodesIn,
  sourceText,
  statementAt,
  type Statement,
} from './statements.ts';

/** A statement that leads to the clean-up code. */
export interface WayOut {
  /** `goto Exit`, `break`, `__leave`. */
  readonly jump: string;
  /** The variable that is returned in the end; undefined in a function that returns nothing. */
  readonly result: string | undefined;
  /** What has to be written for it elsewhere. */
  readonly edits: readonly EditDraft[];
}

/**
 * The way out for a step that fails because a call at this statement did: it undoes what was done before the call, and not what
 * the closing call ends, which is not open then.
 */
export function wayOutOfFailure(fn: FunctionModel, at: Statement, closing: string): WayOut | undefined {
  const label = labelBehind(fn, closing) ?? onlyLabel(fn, at);
  return structuredWayOut(fn, at) ?? (label === undefined ? undefined : through(fn, { label, edits: [] }));
}

/**
 * The way out for a return that leaves something open: it makes the closing calls, and undoes exactly what was done before
 * the step that the return belongs to.
 */
function wayOutOfReturn(
  fn: FunctionModel,
  at: Statement,
  opened: Site,
  closing: readonly string[],
): WayOut | undefined {
  const structured = structuredWayOut(fn, at);
  if (structured !== undefined) return structured;
  const { before, behind } = neighbours(fn, at);
  const target =
    withoutOwn(fn, behind) ??
    (before !== undefined && isTestOf(opened, fn, before) ? labelWith(fn, closing, before.label) : undefined);
  // What the step itself does would be undone in front of the closing calls.
  const isSame =
    behind !== undefined && (behind.label === before?.label || beginsWith(fn, behind.label, closing));
  const label = isSame ? behind.label : onlyLabel(fn, at);
  return through(fn, target ?? (label === undefined ? undefined : { label, edits: [] }));
}

/** The label to which every failing step goes, one in front of the statement among them: it tells by itself what there is to undo. */
function onlyLabel(fn: FunctionModel, at: Statement): string | undefined {
  const [label, ...others] = labelsOf(fn, at.end);
  const isUsed = gotosOf(fn).some((node) => node.end < at.start && gotoOf(fn.unit, node) === label);
  return others.length === 0 && isUsed ? label : undefined;
}

/** A return that leaves something open becomes the jump to the clean-up code that closes it. */
export function jumpInstead(
  fn: FunctionModel,
  at: Statement,
  opened: Site,
  closing: readonly string[],
): FixDraft | undefined {
  const way = wayOutOfReturn(fn, at, opened, closing);
  if (way === undefined || at.node.kind !== 'return_statement') return undefined;
  const { unit } = fn;
  const value = /^return\b\s*([\s\S]*?)\s*;$/.exec(sourceText(unit, at))?.[1]?.replace(/^\((\w+)\)$/, '$1');
  if (value === undefined || (value === '') !== (way.result === undefined)) return undefined;
  // What it takes to compute any other value may fail, or be undone by the clean-up.
  if (value !== '' && !/^-?\w+$/.test(value)) return undefined;
  const store = value === way.result || way.result === undefined ? [] : [`${way.result} = ${value};`];
  const lines = [...store, `${way.jump};`];
  const replacement: EditDraft = {
    unit,
    span: { start: at.start, end: at.end },
    newText: lines.join('\n' + indentation(unit, at.start)),
  };
  const edit = at.isBare && lines.length > 1 ? bracedBody(at, lines) : replacement;
  return { title: `Leave by ${way.jump}`, safety: 'review', edits: [edit, ...way.edits] };
}

function through(fn: FunctionModel, target: Target | undefined): WayOut | undefined {
  const result = resultOf(fn);
  if (target === undefined || (result === undefined) !== returnsNothing(fn)) return undefined;
  return { jump: `goto ${target.label}`, result, edits: target.edits };
}

/** Out of a loop that runs once, or of a `__try` with a `__finally`, which a step in front of the statement leaves in that way. */
function structuredWayOut(fn: FunctionModel, at: Statement): WayOut | undefined {
  const { unit } = fn;
  const result = resultOf(fn);
  if ((result === undefined) !== returnsNothing(fn)) return undefined;
  const block = brokenBlock(unit, at);
  if (block === undefined) return undefined;
  const isOnce = /while\s*\(\s*(?:0|FALSE|false)\s*\)\s*;$/.test(sourceText(unit, block));
  const handler = block.children.find(({ kind }) => kind === 'seh_finally_clause');
  const isTried = handler !== undefined && at.start < handler.start;
  if (block.kind === 'seh_try_statement' ? !isTried : block.kind !== 'do_statement' || !isOnce)
    return undefined;
  const kind = isTried ? 'seh_leave_statement' : 'break_statement';
  const other = nodesIn(block, kind).find(
    (node) => node.end < at.start && brokenBlock(unit, node)?.start === block.start,
  );
  return other && { jump: sourceText(unit, other).replace(/\s*;$/, ''), result, edits: [] };
}

/** What a `break` or `__leave` would leave. */
function brokenBlock(unit: Unit, { start, end }: Span): SyntaxNode | undefined {
  const kinds = /^(?:do|for|while|switch|seh_try)_statement$/;
  return nodesAround(unit, { start, end }).findLast(({ kind }) => kinds.test(kind));
}

function returnsNothing({ returnType }: FunctionModel): boolean {
  return returnType.pointers === 0 && /^void$/i.test(returnType.name);
}

/** A failing step next to another one, and its label. */
interface Neighbour extends Steps {
  readonly label: string;
}

/** The failing steps in front of a way out and behind it, each when there is one call at most between the tests of the two. */
function neighbours(
  fn: FunctionModel,
  at: Statement,
): { readonly before: Neighbour | undefined; readonly behind: Neighbour | undefined } {
  const jumps = gotosOf(fn);
  const before = jumps.findLast(({ end }) => end < at.start);
  const behind = jumps.find(({ start }) => start > at.end);
  const neighbour = (jump: SyntaxNode, steps: Steps | undefined): Neighbour | undefined => {
    const label = gotoOf(fn.unit, jump);
    const isNext = steps !== undefined && isOneCall(fn, steps.between, steps.last);
    return isNext && label !== undefined ? { ...steps, label } : undefined;
  };
  return {
    before: before && neighbour(before, stepsOf(fn, before, at)),
    behind: behind && neighbour(behind, stepsOf(fn, at, behind)),
  };
}

/** The step right behind the opening call. */
function isTestOf(opened: Site, fn: FunctionModel, { first }: Neighbour): boolean {
  const { end } = opened.span;
  return opened.fn === fn && end <= first.end && /^[\s);]*$/.test(fn.unit.source.slice(end, first.start));
}

/**
 * Where to enter the clean-up code of the step behind, without what is undone of a pointer that the step of the return has
 * found to be NULL.
 */
function withoutOwn(fn: FunctionModel, behind: Neighbour | undefined): Target | undefined {
  const condition = behind?.first.children.find(({ field }) => field === 'condition');
  if (condition === undefined || behind === undefined) return undefined;
  const text = sourceText(fn.unit, condition);
  const pointer = /^\(\s*(?:!\s*([\w.>-]+)|([\w.>-]+)\s*==\s*(?:NULL|nullptr))\s*\)$/.exec(text);
  const name = pointer?.[1] ?? pointer?.[2];
  return name === undefined ? undefined : labelPast(fn, behind.label, name);
}

function gotosOf({ unit }: FunctionModel): SyntaxNode[] {
  return nodesIn(unit.root(), 'goto_statement');
}

interface Steps {
  readonly first: SyntaxNode;
  readonly between: readonly SyntaxNode[];
  readonly last: SyntaxNode;
}

/** The two `if` statements of one block that two ways out are in, and what stands between them. */
function stepsOf(
  { unit }: FunctionModel,
  earlier: Statement | SyntaxNode,
  later: Statement | SyntaxNode,
): Steps | undefined {
  const block = nodesAround(unit, { start: earlier.start, end: later.end }).at(-1);
  const statements = block?.children.filter(({ named, kind }) => named && kind !== 'comment') ?? [];
  const from = statements.findIndex(({ start, end }) => start <= earlier.start && end >= earlier.end);
  const to = statements.findIndex(({ start, end }) => start <= later.start && end >= later.end);
  const [first, last] = [statements[from], statements[to]];
  if (first?.kind !== 'if_statement' || last?.kind !== 'if_statement' || from === to) return undefined;
  return { first, between: statements.slice(from + 1, to), last };
}

/** What stands in front of a test calls a function at most once, and right in front of it. */
function isOneCall({ unit }: FunctionModel, between: readonly SyntaxNode[], test: SyntaxNode): boolean {
  const condition = test.children.find(({ field }) => field === 'condition');
  const calls = (node: SyntaxNode): boolean =>
    nodesIn(node, 'call_expression').some((call) => !/^NT_\w+\s*\(/.test(sourceText(unit, call)));
  const isTested = condition !== undefined && calls(condition);
  return between.every((node, index) => !calls(node) || (!isTested && index === between.length - 1));
}

/**
 * What the next failing step does before it returns, without messages: it undoes what was done before it. Undefined where
 * another call lies between, or the step does more than calls.
 */
export function undoOfNextStep(fn: FunctionModel, at: Statement): readonly string[] | undefined {
  const { unit } = fn;
  const behind = at.siblings.filter(({ start }) => start >= at.end);
  const index = behind.findIndex(({ kind }) => kind === 'if_statement');
  const step = behind[index];
  const body = step?.children.find(({ field }) => field === 'consequence');
  if (step === undefined || body?.kind !== 'compound_statement') return undefined;
  if (!isOneCall(fn, behind.slice(0, index), step)) return undefined;
  const statements = body.children.filter(({ named, kind }) => named && kind !== 'comment');
  const undo = statements.slice(0, -1);
  if (statements.at(-1)?.kind !== 'return_statement') return undefined;
  if (undo.some(({ kind }) => kind !== 'expression_statement')) return undefined;
  return undo.map((node) => sourceText(unit, node)).filter((text) => !text.includes('"'));
}

/** The variable of a declaration in sight of a statement: of a block around it, and in front of it. */
export function isInScope(fn: FunctionModel, name: string, at: Statement): boolean {
  const variable = localNamed(fn, name);
  if (variable === undefined || variable.span.start >= at.start) return false;
  const declared = statementAt(fn.unit, variable.span);
  const block = nodesAround(fn.unit, variable.span).findLast(({ kind }) => kind === 'compound_statement');
  return declared === undefined || block === undefined || (block.start <= at.start && block.end >= at.end);
}
