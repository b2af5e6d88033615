import type { SyntaxNode } from '../syntax/node.ts';
import { lowerDeclaration, lowerFunctionPointer, lowerRangeVariable } from './declarations.ts';
import { lowerSehTry, lowerTry } from './exceptions.ts';
import { isExpression } from './expressions.ts';
import { readFunctionPointer } from './functionPointers.ts';
import { headMacro, lowerHeadMacro } from './headMacros.ts';
import type { Expr, SwitchCase } from './ir.ts';
import { jumpOut, jumpToLabel, placeLabel, raise, scoped, unwind, unwindsAnything } from './jumps.ts';
import type { Lowering } from './lowering.ts';
import { readMacro } from './macros.ts';
import { lowerPreprocessorIf } from './preprocessor.ts';
import { field, firstPart, parts, withoutParentheses } from './tree.ts';
import { lowerUnknownMacro } from './unknownMacros.ts';

/** See {@link Lowering.statement}. */
export function lowerStatement(lowering: Lowering, node: SyntaxNode): void {
  const lower = statements[node.kind];
  if (lower === undefined) {
    if (isExpression(node)) lowering.discard(node);
    return;
  }
  if (!lowering.enter()) return;
  lower(lowering, node);
  lowering.leave();
}

type LowerStatement = (lowering: Lowering, node: SyntaxNode) => void;

const statements: Readonly<Record<string, LowerStatement | undefined>> = {
  compound_statement: (lowering, node) => {
    scoped(lowering, node, () => {
      lowerAll(lowering, node);
    });
  },
  expression_statement: lowerExpressionStatement,
  declaration: lowerDeclaration,
  init_statement: lowerAll,
  attributed_statement: lowerAll,
  if_statement: lowerIf,
  while_statement: lowerWhile,
  do_statement: lowerDo,
  for_statement: lowerFor,
  for_range_loop: lowerRangeFor,
  switch_statement: lowerSwitch,
  case_statement: lowerCase,
  labeled_statement: (lowering, node) => {
    const label = field(node, 'label');
    if (label !== undefined) placeLabel(lowering, label);
    for (const part of parts(node)) if (part !== label) lowering.statement(part);
  },
  goto_statement: (lowering, node) => {
    const label = field(node, 'label');
    if (label !== undefined) jumpToLabel(lowering, lowering.nameText(label), lowering.span(node));
  },
  break_statement: (lowering, node) => {
    jumpOut(lowering, node, (frame) => frame.breakTo);
  },
  continue_statement: (lowering, node) => {
    jumpOut(lowering, node, (frame) => frame.continueTo);
  },
  return_statement: lowerReturn,
  co_return_statement: lowerReturn,
  seh_try_statement: lowerSehTry,
  seh_leave_statement: (lowering, node) => {
    jumpOut(lowering, node, (frame) => frame.leaveTo);
  },
  try_statement: lowerTry,
  throw_statement: (lowering, node) => {
    const value = firstPart(node);
    if (value !== undefined) lowering.discard(value);
    raise(lowering, 'always', lowering.span(node));
    lowering.graph.close({ kind: 'stop', reason: 'throw', span: lowering.span(node) });
  },
  preproc_def: lowerDefine,
  preproc_function_def: lowerDefine,
  preproc_if: lowerPreprocessorIf,
  preproc_ifdef: lowerPreprocessorIf,
};

function lowerAll(lowering: Lowering, node: SyntaxNode): void {
  for (const child of node.children) if (child.named) lowering.statement(child);
}

function lowerDefine(lowering: Lowering, node: SyntaxNode): void {
  const macro = readMacro(lowering.unit.source.slice(node.start, node.end));
  if (macro !== undefined) lowering.define(macro);
}

function lowerExpressionStatement(lowering: Lowering, node: SyntaxNode): void {
  const expression = firstPart(node);
  if (expression === undefined) return;
  const pointer = readFunctionPointer(expression);
  if (pointer !== undefined && lowering.lookup(lowering.text(pointer.type)) === undefined) {
    lowerFunctionPointer(lowering, node, pointer);
  } else if (!lowerUnknownMacro(lowering, withoutParentheses(expression))) {
    lowering.discard(expression);
  }
}

function lowerIf(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  scoped(lowering, node, () => {
    const after = graph.newBlock();
    for (let test: SyntaxNode | undefined = node; test !== undefined;) {
      const then = graph.newBlock();
      const otherwise = graph.newBlock();
      lowerTestOf(lowering, test, then, otherwise);
      graph.begin(then);
      const consequence = field(test, 'consequence');
      if (consequence !== undefined) lowerBody(lowering, consequence);
      graph.jump(after);
      graph.begin(otherwise);
      const clause = field(test, 'alternative');
      const alternative: SyntaxNode | undefined = clause?.kind === 'else_clause' ? firstPart(clause) : clause;
      test = alternative?.kind === 'if_statement' ? alternative : undefined;
      if (test === undefined && alternative !== undefined) lowerBody(lowering, alternative);
    }
    graph.flowInto(after);
  });
}

function lowerWhile(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const head = graph.newBlock();
  const body = graph.newBlock();
  const after = graph.newBlock();
  scoped(lowering, node, () => {
    graph.flowInto(head);
    lowerTestOf(lowering, node, body, after);
    lowerLoopBody(lowering, node, body, head, after);
    graph.jump(head);
    graph.begin(after);
  });
}

function lowerDo(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const body = graph.newBlock();
  const test = graph.newBlock();
  const after = graph.newBlock();
  graph.jump(body);
  lowerLoopBody(lowering, node, body, test, after);
  graph.flowInto(test);
  lowerTestOf(lowering, node, body, after);
  graph.begin(after);
}

function lowerFor(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const head = graph.newBlock();
  const body = graph.newBlock();
  const next = graph.newBlock();
  const after = graph.newBlock();
  scoped(lowering, node, () => {
    const initializer = field(node, 'initializer');
    if (initializer !== undefined) lowering.statement(initializer);
    graph.flowInto(head);
    lowerTestOf(lowering, node, body, after);
    lowerLoopBody(lowering, node, body, next, after);
    graph.flowInto(next);
    const update = field(node, 'update');
    if (update !== undefined) lowering.discard(update);
    graph.jump(head);
    graph.begin(after);
  });
}

function lowerRangeFor(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const head = graph.newBlock();
  const body = graph.newBlock();
  const after = graph.newBlock();
  scoped(lowering, node, () => {
    const initializer = field(node, 'initializer');
    const range = field(node, 'right');
    if (initializer !== undefined) lowering.statement(initializer);
    const span = lowering.span(range ?? node);
    const element: Expr = {
      kind: 'unknown',
      operands: range === undefined ? [] : [lowering.value(range)],
      span,
    };
    graph.flowInto(head);
    graph.branch(element, body, after, lowering.span(node));
    graph.begin(body);
    lowerRangeVariable(lowering, node, element);
    lowerLoopBody(lowering, node, body, head, after);
    graph.jump(head);
    graph.begin(after);
  });
}

function lowerLoopBody(
  lowering: Lowering,
  loop: SyntaxNode,
  start: number,
  continueTo: number,
  breakTo: number,
): void {
  lowering.graph.begin(start);
  const body = field(loop, 'body');
  if (body === undefined) return;
  lowering.framed({ breakTo, continueTo }, () => {
    lowerBody(lowering, body);
  });
}

/** Lowers a statement that is a block of its own, with or without braces. */
function lowerBody(lowering: Lowering, node: SyntaxNode): void {
  if (node.kind === 'compound_statement') lowering.statement(node);
  else {
    scoped(lowering, node, () => {
      lowering.statement(node);
    });
  }
}

/** The test of an `if` or a loop; a missing one is true. C++ may declare variables in it. */
function lowerTestOf(lowering: Lowering, statement: SyntaxNode, then: number, otherwise: number): void {
  const { graph } = lowering;
  const macro = headMacro(lowering, statement);
  if (macro !== undefined) {
    lowerHeadMacro(lowering, macro, statement, then, otherwise);
    return;
  }
  const clause = field(statement, 'condition');
  const span = lowering.span(statement);
  const test = clause === undefined ? undefined : lowerConditionClause(lowering, clause);
  if (test === undefined) graph.jump(then);
  else if ('children' in test) lowering.condition(test, then, otherwise, span);
  else graph.branch(test, then, otherwise, span);
}

/** Lowers what comes before the test; gives the test, or the value of the variable that is declared in its place. */
function lowerConditionClause(lowering: Lowering, clause: SyntaxNode): SyntaxNode | Expr | undefined {
  if (clause.kind !== 'condition_clause')
    return clause.kind === 'declaration' ? lowerDeclaration(lowering, clause) : clause;
  const initializer = field(clause, 'initializer');
  if (initializer !== undefined) lowering.statement(initializer);
  const value = field(clause, 'value');
  return value?.kind === 'declaration' ? lowerDeclaration(lowering, value) : value;
}

function lowerSwitch(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  scoped(lowering, node, () => {
    const clause = field(node, 'condition');
    const test = clause && lowerConditionClause(lowering, clause);
    const span = lowering.span(node);
    const value: Expr =
      test === undefined
        ? { kind: 'unknown', operands: [], span }
        : 'children' in test
          ? lowering.value(test)
          : test;
    const finish = graph.closeLater();
    const after = graph.newBlock();
    const cases: SwitchCase[] = [];
    const body = field(node, 'body');
    lowering.framed({ breakTo: after, cases }, () => {
      if (body !== undefined) lowering.statement(body);
    });
    graph.flowInto(after);
    if (!cases.some((entry) => entry.value === undefined)) cases.push({ value: undefined, to: after });
    finish?.({ kind: 'switch', value, cases, span });
  });
}

function lowerCase(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const value = field(node, 'value');
  const start = graph.newBlock();
  graph.jump(start);
  graph.begin(graph.newBlock());
  const constant = value && lowering.value(value);
  graph.begin(start);
  let frame = lowering.frame;
  while (frame !== undefined && frame.cases === undefined) frame = frame.outer;
  if (frame?.cases === undefined) lowering.failed = true;
  else frame.cases.push({ value: constant, to: start });
  for (const part of parts(node)) if (part !== value) lowering.statement(part);
}

function lowerReturn(lowering: Lowering, node: SyntaxNode): void {
  const { graph } = lowering;
  const span = lowering.span(node);
  const operand = firstPart(node);
  let value = operand && lowering.value(operand);
  if (value !== undefined && unwindsAnything(lowering)) {
    const id = lowering.nextTemp();
    graph.emit({ kind: 'temp', id, value, span });
    value = { kind: 'temp', id, span };
  }
  unwind(lowering, undefined, span);
  graph.close({ kind: 'return', value, span, by: 'statement' });
}
