import type { Span } from '../base/text.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { throughOperator } from './calls.ts';
import { discardLeft, lowerUpdate } from './effects.ts';
import { expand, expandName } from './expansion.ts';
import type { BinaryOp, Expr, InitEntry } from './ir.ts';
import { scoped } from './jumps.ts';
import { characterOf, numberOf } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { corrected } from './misreadings.ts';
import { conditionalParts, field, firstPart, operatorOf, parts, withoutParentheses } from './tree.ts';
import { describedType } from './types.ts';

/** See {@link Lowering.value}. */
export function lowerValue(lowering: Lowering, node: SyntaxNode): Expr {
  const inner = corrected(lowering, withoutParentheses(node));
  const lower = values[inner.kind];
  if (lower === undefined) return unknown(lowering, inner, parts(inner).filter(isExpression));
  if (!lowering.enter()) return unknown(lowering, inner);
  const value = lower(lowering, inner);
  lowering.leave();
  return value;
}

/** Whether a node kind is an expression that {@link lowerValue} knows. */
export function isExpression(node: SyntaxNode): boolean {
  return node.kind in values || node.kind === 'parenthesized_expression';
}

/** An expression of which only what it reads is known. */
function unknown(lowering: Lowering, node: SyntaxNode, operands: readonly SyntaxNode[] = []): Expr {
  return {
    kind: 'unknown',
    operands: operands.map((operand) => lowering.value(operand)),
    span: lowering.span(node),
  };
}

/** `*operand`, with `*&x` reduced to `x`. */
function dereference(operand: Expr, span: Span): Expr {
  return operand.kind === 'address' ? operand.operand : { kind: 'deref', operand, span };
}

/** `&operand`, with `&*x` reduced to `x`. */
export function addressOf(operand: Expr, span: Span): Expr {
  return operand.kind === 'deref' ? operand.operand : { kind: 'address', operand, span };
}

type LowerValue = (lowering: Lowering, node: SyntaxNode) => Expr;

const values: Readonly<Record<string, LowerValue | undefined>> = {
  identifier: lowerName,
  qualified_identifier: lowerQualifiedName,
  template_function: (lowering, node) => lowering.value(field(node, 'name') ?? node),
  number_literal: (lowering, node) => number(lowering, node, numberOf(lowering.text(node))),
  char_literal: (lowering, node) => number(lowering, node, characterOf(lowering.text(node))),
  true: (lowering, node) => number(lowering, node, 1),
  false: (lowering, node) => number(lowering, node, 0),
  null: (lowering, node) => number(lowering, node, 0),
  string_literal: lowerString,
  concatenated_string: lowerString,
  raw_string_literal: lowerString,
  this: (lowering, node) => ({ kind: 'this', span: lowering.span(node) }),
  field_expression: lowerMember,
  subscript_expression: lowerIndex,
  pointer_expression: lowerPointer,
  unary_expression: lowerUnary,
  binary_expression: lowerBinary,
  assignment_expression: lowerAssignment,
  update_expression: (lowering, node) => lowerUpdate(lowering, node, true),
  cast_expression: lowerCast,
  call_expression: lowerCallOrMacro,
  conditional_expression: lowerConditional,
  comma_expression: (lowering, node) => {
    const right = discardLeft(lowering, node);
    return right === undefined ? unknown(lowering, node) : lowering.value(right);
  },
  sizeof_expression: lowerSizeof,
  alignof_expression: lowerSizeof,
  offsetof_expression: lowerSizeof,
  compound_literal_expression: (lowering, node) => {
    const value = field(node, 'value');
    return value === undefined ? unknown(lowering, node) : lowering.value(value);
  },
  initializer_list: lowerInitializers,
  lambda_expression: (lowering, node) => ({
    kind: 'lambda',
    index: lowering.lambdas.push(lowering.lambda(node)) - 1,
    span: lowering.span(node),
  }),
  compound_statement: lowerStatementExpression,
  new_expression: (lowering, node) => lowering.call(node, 'value'),
  delete_expression: (lowering, node) => lowering.call(node, 'value'),
};

function lowerName(lowering: Lowering, node: SyntaxNode): Expr {
  const text = lowering.text(node);
  const expansion = expandName(lowering, node, text);
  if (expansion?.kind === 'expression') {
    return lowering.within(expansion.source, () => lowering.value(expansion.node));
  }
  const span = lowering.span(node);
  const name = lowering.source.bindings === undefined ? text : lowering.nameText(node);
  const binding = lowering.lookup(name);
  const value: Expr = { kind: 'name', name: binding?.name ?? name, span };
  const type = binding?.type ?? lowering.memberType(name);
  return type?.isReference === true ? { kind: 'deref', operand: value, span } : value;
}

/** `ns::Class::name`, without the template arguments of any part. */
function lowerQualifiedName(lowering: Lowering, node: SyntaxNode): Expr {
  const names: string[] = [];
  for (let part: SyntaxNode | undefined = node; part !== undefined;) {
    const scope: SyntaxNode | undefined = part.kind === 'qualified_identifier' ? field(part, 'scope') : part;
    if (scope !== undefined) names.push(lowering.nameText(field(scope, 'name') ?? scope));
    part = part.kind === 'qualified_identifier' ? field(part, 'name') : undefined;
  }
  return { kind: 'name', name: names.join('::'), span: lowering.span(node) };
}

function lowerCallOrMacro(lowering: Lowering, node: SyntaxNode): Expr {
  const expansion = expand(lowering, node);
  switch (expansion?.kind) {
    case undefined:
      return lowering.call(node, 'value');
    case 'expression':
      return lowering.within(expansion.source, () => lowering.value(expansion.node));
    case 'statements':
      lowering.within(expansion.source, () => {
        for (const statement of expansion.nodes) lowering.statement(statement);
      });
      return unknown(lowering, node);
    case 'empty':
      return unknown(lowering, node);
  }
}

function lowerString(lowering: Lowering, node: SyntaxNode): Expr {
  return { kind: 'string', span: lowering.span(node) };
}

function lowerSizeof(lowering: Lowering, node: SyntaxNode): Expr {
  return { kind: 'sizeof', text: lowering.text(node), span: lowering.span(node) };
}

function number(lowering: Lowering, node: SyntaxNode, value: number): Expr {
  return { kind: 'number', value, text: lowering.text(node), span: lowering.span(node) };
}

function lowerMember(lowering: Lowering, node: SyntaxNode): Expr {
  const argument = field(node, 'argument');
  let name = field(node, 'field');
  while (name?.kind === 'template_method' || name?.kind === 'dependent_name') {
    name = field(name, 'name') ?? firstPart(name);
  }
  if (argument === undefined || name === undefined) return unknown(lowering, node);
  const span = lowering.span(node);
  const arrow = operatorOf(node) === '->';
  const plain = lowering.value(argument);
  const object = (arrow ? throughOperator(lowering, plain, 'operator->') : undefined) ?? plain;
  const member: Expr = { kind: 'member', object, field: lowering.nameText(name), arrow, span };
  const isReference =
    member.object.kind === 'this' && lowering.memberType(member.field)?.isReference === true;
  return isReference ? dereference(member, span) : member;
}

function lowerIndex(lowering: Lowering, node: SyntaxNode): Expr {
  const argument = field(node, 'argument');
  const indices = field(node, 'indices');
  const index = field(node, 'index') ?? (indices && firstPart(indices));
  if (argument === undefined || index === undefined) return unknown(lowering, node);
  return {
    kind: 'index',
    object: lowering.value(argument),
    index: lowering.value(index),
    span: lowering.span(node),
  };
}

function lowerPointer(lowering: Lowering, node: SyntaxNode): Expr {
  const argument = field(node, 'argument');
  if (argument === undefined) return unknown(lowering, node);
  const operand = lowering.value(argument);
  const span = lowering.span(node);
  return operatorOf(node) === '*' ? dereference(operand, span) : addressOf(operand, span);
}

function lowerUnary(lowering: Lowering, node: SyntaxNode): Expr {
  const argument = field(node, 'argument');
  const op = operatorOf(node);
  if (argument === undefined) return unknown(lowering, node);
  if (op !== '!' && op !== '-' && op !== '~' && op !== '+') return unknown(lowering, node, [argument]);
  return { kind: 'unary', op, operand: lowering.value(argument), span: lowering.span(node) };
}

const binaryOps: ReadonlySet<string> = new Set<BinaryOp>([
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
]);

function isBinaryOp(operator: string): operator is BinaryOp {
  return binaryOps.has(operator);
}

function lowerBinary(lowering: Lowering, node: SyntaxNode): Expr {
  const left = field(node, 'left');
  const right = field(node, 'right');
  const op = operatorOf(node);
  if (left === undefined || right === undefined) return unknown(lowering, node);
  if (op === '&&' || op === '||') return lowerLogical(lowering, node);
  if (!isBinaryOp(op)) return unknown(lowering, node, [left, right]);
  return {
    kind: 'binary',
    op,
    left: lowering.value(left),
    right: lowering.value(right),
    span: lowering.span(node),
  };
}

/** `&&` and `||` as values: control flow that leaves 1 or 0 in a temporary. */
function lowerLogical(lowering: Lowering, node: SyntaxNode): Expr {
  const { graph } = lowering;
  const span = lowering.span(node);
  const id = lowering.nextTemp();
  const [then, otherwise, after] = [graph.newBlock(), graph.newBlock(), graph.newBlock()];
  lowering.condition(node, then, otherwise, span);
  graph.begin(then);
  graph.emit({ kind: 'temp', id, value: { kind: 'number', value: 1, text: '1', span }, span });
  graph.jump(after);
  graph.begin(otherwise);
  graph.emit({ kind: 'temp', id, value: { kind: 'number', value: 0, text: '0', span }, span });
  graph.flowInto(after);
  return { kind: 'temp', id, span };
}

function lowerConditional(lowering: Lowering, node: SyntaxNode): Expr {
  const { graph } = lowering;
  const span = lowering.span(node);
  const { test, consequence, alternative } = conditionalParts(node);
  if (test === undefined || alternative === undefined) return unknown(lowering, node);
  const id = lowering.nextTemp();
  const [then, otherwise, after] = [graph.newBlock(), graph.newBlock(), graph.newBlock()];
  const short = consequence === undefined ? lowering.value(test) : undefined;
  if (short === undefined) lowering.condition(test, then, otherwise, span);
  else graph.branch(short, then, otherwise, span);
  graph.begin(then);
  const thenValue = short ?? lowering.value(consequence ?? test);
  graph.emit({ kind: 'temp', id, value: thenValue, span });
  graph.jump(after);
  graph.begin(otherwise);
  graph.emit({ kind: 'temp', id, value: lowering.value(alternative), span });
  graph.flowInto(after);
  return { kind: 'temp', id, span };
}

/** Lowers an assignment; its value is what the target holds afterwards. */
function lowerAssignment(lowering: Lowering, node: SyntaxNode): Expr {
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (left === undefined || right === undefined) return unknown(lowering, node);
  const value = lowering.value(right);
  const target = lowering.value(left);
  const operator = operatorOf(node).slice(0, -1);
  const compound = isBinaryOp(operator) ? operator : undefined;
  lowering.graph.emit({ kind: 'assign', target, value, compound, span: lowering.span(node) });
  return target;
}

function lowerCast(lowering: Lowering, node: SyntaxNode): Expr {
  const type = field(node, 'type');
  const operand = field(node, 'value');
  if (type === undefined || operand === undefined) return unknown(lowering, node);
  return {
    kind: 'cast',
    type: describedType(type, (child) => lowering.nameText(child)),
    operand: lowering.value(operand),
    span: lowering.span(node),
  };
}

function lowerInitializers(lowering: Lowering, node: SyntaxNode): Expr {
  const entries = parts(node).map((entry): InitEntry => {
    if (entry.kind !== 'initializer_pair') return { field: undefined, value: lowering.value(entry) };
    const value = field(entry, 'value');
    const path = entry.children.filter((child) => child.field === 'designator');
    const [name, ...inner] = path.map((designator) => {
      const part = firstPart(designator);
      const text = part === undefined ? '' : lowering.nameText(part);
      return designator.kind === 'field_designator' ? text : `[${text}]`;
    });
    const leaf = value === undefined ? unknown(lowering, entry) : lowering.value(value);
    const span = lowering.span(entry);
    return {
      field: name,
      value: inner.reduceRight<Expr>(
        (nested, member) => ({ kind: 'init', entries: [{ field: member, value: nested }], span }),
        leaf,
      ),
    };
  });
  return { kind: 'init', entries, span: lowering.span(node) };
}

/** `({ ...; x; })`: its value is that of the last statement. */
function lowerStatementExpression(lowering: Lowering, node: SyntaxNode): Expr {
  let result: Expr | undefined;
  scoped(lowering, node, () => {
    const statements = parts(node);
    const last = statements.at(-1);
    for (const statement of statements) {
      const value = statement.kind === 'expression_statement' ? firstPart(statement) : undefined;
      if (statement === last && value !== undefined) result = lowering.value(value);
      else lowering.statement(statement);
    }
  });
  return result ?? unknown(lowering, node);
}
