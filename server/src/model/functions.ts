import type { Span } from '../base/text.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import type { Annotation, Unit } from '../syntax/unit.ts';
import { lowerCall } from './invocations.ts';
import { lowerCondition } from './conditions.ts';
import { lowerDiscarded } from './effects.ts';
import { lowerValue } from './expressions.ts';
import type { Call, Expr, FunctionModel, TypeRef, Variable } from './ir.ts';
import { resolveGotos } from './jumps.ts';
import { Lowering, type LoweringContext, type Visitors } from './lowering.ts';
import { lowerMemberInitializers } from './objects.ts';
import { lowerStatement } from './statements.ts';
import { field, firstPart, parts } from './tree.ts';
import { describedType, isVoid, readDeclarator, readSpecifiers, typeRef } from './types.ts';

const visitors: Visitors = {
  value: lowerValue,
  discard: lowerDiscarded,
  condition: lowerCondition,
  call: lowerCall,
  statement: lowerStatement,
  lambda: lowerLambda,
};

/**
 * Lowers a `function` unit into its model, in one pass over its tree. Never throws on any source: what cannot be lowered
 * sets `hasError`.
 */
export function lowerFunction(unit: Unit, context: LoweringContext): FunctionModel {
  const definition = definitionIn(unit.root());
  const body = definition && field(definition, 'body');
  const outermost = definition && field(definition, 'declarator');
  const declarator = readDeclarator(outermost);
  if (definition === undefined || body === undefined || declarator.name === undefined)
    return unreadable(unit);
  const text = (node: SyntaxNode): string => unit.masked.slice(node.start, node.end);
  const specifiers = readSpecifiers(definition, text);
  const name = text(declarator.name);
  const scope = [...unit.scope.map((outer) => outer.name), ...declarator.scope.map(text)];
  const innermost = unit.scope.at(-1);
  const ownerClass =
    declarator.scope.length > 0 ? scope.at(-1) : innermost?.kind === 'class' ? innermost.name : undefined;
  const lowering = loweringOf(unit, body, context, ownerClass);
  const trailing = outermost && trailingReturnType(outermost);
  const parameters = lowerParameters(lowering, declarator.parameters, unit.annotations);
  return {
    unit,
    name,
    qualifiedName: [...scope.filter((part) => part !== ''), name].join('::'),
    nameSpan: { start: declarator.name.start, end: declarator.name.end },
    span: { start: definition.start, end: definition.end },
    returnType: trailing === undefined ? typeRef(specifiers, declarator) : describedType(trailing, text),
    isStatic:
      specifiers.isStatic || unit.scope.some((outer) => outer.kind === 'namespace' && outer.name === ''),
    annotations: unit.annotations.filter(
      ({ start }) => start < body.start && !isWithin(start, declarator.parameters),
    ),
    parameters,
    ownerClass,
    ...lowerBody(lowering, definition, name === ownerClass),
  };
}

/** The model of a function whose definition does not parse. */
function unreadable(unit: Unit): FunctionModel {
  const name = unit.name ?? '';
  const span = { start: 0, end: unit.source.length };
  return {
    unit,
    name,
    qualifiedName: name,
    nameSpan: span,
    span,
    bodySpan: span,
    returnType: autoType,
    isStatic: false,
    annotations: unit.annotations,
    parameters: [],
    locals: [],
    blocks: [{ id: 0, ops: [], end: { kind: 'return', value: undefined, span, by: 'end' } }],
    labels: new Map(),
    hasError: true,
    lambdas: [],
    ownerClass: undefined,
  };
}

/**
 * Lowers a declaration at file scope: its variables, with the storage that the same words give them in a function, and
 * the calls in their initialisers.
 */
export function lowerFileDeclaration(
  unit: Unit,
  declaration: SyntaxNode,
  context: LoweringContext,
): { readonly variables: readonly Variable[]; readonly calls: readonly Call[] } {
  const lowering = loweringOf(unit, declaration, context);
  lowering.statement(declaration);
  const { blocks } = lowering.graph.finish(new Map());
  const calls = blocks.flatMap(({ ops }) => ops.flatMap((op) => (op.kind === 'call' ? [op.call] : [])));
  return { variables: lowering.locals, calls };
}

/** Lowers an expression at file scope; its calls are lost. */
export function lowerExpression(unit: Unit, node: SyntaxNode, context: LoweringContext): Expr {
  return loweringOf(unit, node, context).value(node);
}

function loweringOf(unit: Unit, body: SyntaxNode, context: LoweringContext, ownerClass?: string): Lowering {
  const source = { text: unit.masked, span: undefined, bindings: undefined, expanding: undefined };
  return new Lowering(context, unit, visitors, body, source, ownerClass);
}

/** Lowers a lambda; it sees the variables around it under their unique names. */
function lowerLambda(outer: Lowering, node: SyntaxNode): FunctionModel {
  const body = field(node, 'body') ?? node;
  const lowering = new Lowering(
    outer.context,
    outer.unit,
    visitors,
    body,
    outer.source,
    outer.ownerClass,
    outer,
  );
  const text = (child: SyntaxNode): string => lowering.nameText(child);
  const declarator = field(node, 'declarator');
  const trailing = declarator && trailingReturnType(declarator);
  for (const capture of parts(field(node, 'captures') ?? node)) {
    if (capture.kind === 'lambda_capture_initializer') lowerCapture(lowering, capture);
  }
  return {
    unit: lowering.unit,
    name: '<lambda>',
    qualifiedName: '<lambda>',
    nameSpan: lowering.span(node),
    span: lowering.span(node),
    returnType: trailing === undefined ? autoType : describedType(trailing, text),
    isStatic: true,
    annotations: [],
    parameters: lowerParameters(lowering, readDeclarator(declarator).parameters, []),
    ownerClass: undefined,
    ...lowerBody(lowering, node, false),
  };
}

const autoType: TypeRef = { name: 'auto', pointers: 0, isReference: false, array: false, isConst: false };

/** `[x = value]`: a variable of the lambda. */
function lowerCapture(lowering: Lowering, capture: SyntaxNode): void {
  const left = field(capture, 'left');
  const right = field(capture, 'right');
  if (left === undefined) return;
  const init = right && lowering.value(right);
  const span = lowering.span(capture);
  const name = lowering.bind(lowering.nameText(left), autoType);
  const variable: Variable = {
    name,
    type: autoType,
    storage: 'local',
    nameSpan: lowering.span(left),
    span,
    init,
    annotations: [],
  };
  lowering.locals.push(variable);
  lowering.graph.emit({ kind: 'declare', variable, span });
}

/** The parts of a model that come from the body; closes the graph. */
function lowerBody(
  lowering: Lowering,
  definition: SyntaxNode,
  isConstructor: boolean,
): Pick<FunctionModel, 'bodySpan' | 'locals' | 'blocks' | 'labels' | 'hasError' | 'lambdas'> {
  const { body, graph } = lowering;
  const initializers = definition.children.find((child) => child.kind === 'field_initializer_list');
  if (isConstructor && lowering.ownerClass !== undefined)
    lowerMemberInitializers(lowering, initializers, definition, lowering.ownerClass);
  lowering.statement(body);
  const end = lowering.span(body).end;
  graph.close({ kind: 'return', value: undefined, span: { start: end - 1, end }, by: 'end' });
  resolveGotos(lowering);
  const labels = new Map([...lowering.labels].map(([name, { block }]) => [name, block]));
  return {
    bodySpan: lowering.span(body),
    locals: lowering.locals,
    ...graph.finish(labels),
    hasError: lowering.failed || body.hasError,
    lambdas: lowering.lambdas,
  };
}

function lowerParameters(
  lowering: Lowering,
  list: SyntaxNode | undefined,
  annotations: readonly Annotation[],
): Variable[] {
  if (list === undefined) return [];
  const text = (node: SyntaxNode): string => lowering.nameText(node);
  const variables: Variable[] = [];
  let from = list.start;
  for (const node of parts(list)) {
    if (!node.kind.endsWith('parameter_declaration')) continue;
    const declarator = readDeclarator(field(node, 'declarator'));
    const type = typeRef(readSpecifiers(node, text), declarator);
    if (isVoid(type) && declarator.name === undefined) continue;
    const name = declarator.name === undefined ? '' : lowering.bind(text(declarator.name), type);
    const start = from;
    variables.push({
      name,
      type,
      storage: 'parameter',
      nameSpan: lowering.span(declarator.name ?? node),
      span: lowering.span(node),
      init: undefined,
      annotations: annotations.filter(
        (annotation) => annotation.start >= start && annotation.start < node.end,
      ),
    });
    from = node.end;
  }
  return variables;
}

function isWithin(offset: number, span: Span | undefined): boolean {
  return span !== undefined && offset >= span.start && offset < span.end;
}

/** `T` of `auto f() -> T`. */
function trailingReturnType(declarator: SyntaxNode): SyntaxNode | undefined {
  const trailing = declarator.children.find((child) => child.kind === 'trailing_return_type');
  return trailing && firstPart(trailing);
}

/** The function definition in a unit: the unit itself, or inside a template or an export declaration. */
function definitionIn(root: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = root;
  while (node !== undefined && node.kind !== 'function_definition') {
    node = node.children.find((child) => containers.has(child.kind));
  }
  return node;
}

const containers: ReadonlySet<string> = new Set([
  'function_definition',
  'template_declaration',
  'linkage_specification',
  'declaration_list',
]);
