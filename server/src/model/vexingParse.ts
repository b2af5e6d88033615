import type { SyntaxNode } from '../syntax/node.ts';
import type { Lowering, Operand } from './lowering.ts';
import { field, parts } from './tree.ts';
import { isScalar, isScalarName, type Declarator, type Specifiers } from './types.ts';

/**
 * What is passed to a constructor by `T x(a, b)`, which the grammar takes for the declaration of a function; undefined
 * when it is one.
 */
export function argumentsOfPrototype(
  lowering: Lowering,
  specifiers: Specifiers,
  { parameters, pointers }: Declarator,
): Operand[] | undefined {
  if (parameters === undefined || lowering.unit.language === 'c' || specifiers.isExtern) return undefined;
  const args = argumentsIn(parameters);
  if (args === undefined || args.length === 0) return undefined;
  const { source } = lowering;
  const isPlain = isScalar(specifiers.typeName, pointers);
  const isArgument = (node: SyntaxNode): boolean =>
    isPlain ? isKnownValue(lowering, node) : isLikelyValue(lowering, node, specifiers.typeName);
  return args.every(isArgument) ? args.map((node) => ({ node, source })) : undefined;
}

/** Parameters read as arguments; undefined when one cannot be. */
export function argumentsIn(parameters: SyntaxNode): SyntaxNode[] | undefined {
  const args: SyntaxNode[] = [];
  for (const parameter of parts(parameters)) {
    const arg = expressionOf(parameter);
    if (arg === undefined) return undefined;
    args.push(arg);
  }
  return args;
}

/** The expression that was taken for a type: `a`, `ns::a`, `a[i]`, `f(a)`, `f((a))`, `static_cast<T>(a)`. */
export function expressionOf(parameter: SyntaxNode): SyntaxNode | undefined {
  const type = field(parameter, 'type');
  const declarator = field(parameter, 'declarator');
  const head = type && valueOf(type);
  if (head === undefined || parts(parameter).length > (declarator === undefined ? 1 : 2)) return undefined;
  if (declarator === undefined) return head;
  if (field(declarator, 'declarator') !== undefined) return undefined;
  switch (declarator.kind) {
    case 'abstract_array_declarator': {
      const size = field(declarator, 'size');
      if (size === undefined) return undefined;
      const children = [
        { ...head, field: 'argument' },
        { ...size, field: 'index' },
      ];
      return { ...parameter, kind: 'subscript_expression', children };
    }
    case 'abstract_function_declarator':
      return callOf(parameter, head, declarator);
    case 'abstract_parenthesized_declarator': {
      const [list, ...others] = parts(declarator);
      const isArgument = list?.kind === 'abstract_function_declarator' && others.length === 0;
      return isArgument && field(list, 'declarator') === undefined
        ? callOf(parameter, head, list)
        : undefined;
    }
    default:
      return undefined;
  }
}

function callOf(at: SyntaxNode, head: SyntaxNode, { children }: SyntaxNode): SyntaxNode | undefined {
  const list = children.find(({ kind }) => kind === 'parameter_list');
  const args = list && argumentsIn(list);
  if (list === undefined || args === undefined) return undefined;
  return {
    ...at,
    kind: 'call_expression',
    children: [
      { ...head, field: 'function' },
      { ...list, kind: 'argument_list', field: 'arguments', children: args },
    ],
  };
}

function valueOf(type: SyntaxNode): SyntaxNode | undefined {
  switch (type.kind) {
    case 'type_identifier':
      return { ...type, kind: 'identifier' };
    case 'qualified_identifier':
      return type;
    case 'template_type':
      return { ...type, kind: 'template_function' };
    default:
      return undefined;
  }
}

/** Whether an expression is known to be a value and not a type. */
function isKnownValue(lowering: Lowering, node: SyntaxNode): boolean {
  if (node.kind !== 'identifier') return node.kind === 'call_expression';
  const name = lowering.nameText(node);
  return (
    lowering.lookup(name) !== undefined ||
    lowering.memberType(name) !== undefined ||
    lowering.macro(name) !== undefined ||
    name.startsWith('STATUS_')
  );
}

/** The mask writes a name where the source has a keyword: `Int` for `int`. */
function isTypeKeyword(lowering: Lowering, node: SyntaxNode): boolean {
  const { source, unit } = lowering;
  return source.span === undefined && unit.source.slice(node.start, node.end) !== lowering.text(node);
}

/** Types of the Windows headers are in capitals, and so are constants: those count only where a class is known. */
const capitals = /^[A-Z][A-Z0-9_]*$/;

function isLikelyValue(lowering: Lowering, node: SyntaxNode, constructed: string): boolean {
  const { classes } = lowering.context;
  switch (node.kind) {
    case 'identifier': {
      if (isKnownValue(lowering, node)) return true;
      const name = lowering.nameText(node);
      if (isScalarName(name) || isTypeKeyword(lowering, node) || classes.named(name) !== undefined)
        return false;
      return !capitals.test(name) || (classes.named(constructed) !== undefined && !/^L?P[A-Z]/.test(name));
    }
    case 'call_expression': {
      const list = field(node, 'arguments');
      return list !== undefined && parts(list).length > 0;
    }
    default:
      return true;
  }
}
