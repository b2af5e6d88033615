import type {
  Call,
  Expr,
  FunctionModel,
  Op,
  Terminator,
  TypeRef,
  Variable,
} from '../../server/src/model/ir.ts';

/** A function's graph as text, one block after the other, for fixtures and for looking at. */
export function dumpFunction(fn: FunctionModel): string {
  const labels = new Map([...fn.labels].map(([name, block]) => [block, name]));
  const lines = [
    `${fn.qualifiedName}(${fn.parameters.map(dumpVariable).join(', ')})${fn.hasError ? ' ERROR' : ''}`,
  ];
  for (const block of fn.blocks) {
    const label = labels.get(block.id);
    lines.push(`${block.id}:${label === undefined ? '' : ` ${label}`}`);
    for (const op of block.ops) lines.push(`  ${dumpOp(op)}`);
    lines.push(`  ${dumpTerminator(block.end)}`);
  }
  for (const lambda of fn.lambdas)
    lines.push(
      ...dumpFunction(lambda)
        .split('\n')
        .map((line) => `    ${line}`),
    );
  return lines.join('\n');
}

function dumpOp(op: Op): string {
  switch (op.kind) {
    case 'call':
      return dumpCall(op.call);
    case 'assign':
      return `${dumpExpr(op.target)} ${op.compound ?? ''}= ${dumpExpr(op.value)}`;
    case 'declare':
      return `declare ${dumpVariable(op.variable)}`;
    case 'temp':
      return `t${op.id} = ${dumpExpr(op.value)}`;
    case 'opaque':
      return `opaque ${op.macro}(${op.args.map(dumpExpr).join(', ')})`;
  }
}

function dumpCall(call: Call): string {
  const use = { value: `c${call.id} = `, discarded: '', 'void-cast': '(void)' }[call.use];
  const inside = call.insideMacro === undefined ? '' : ` inside ${call.insideMacro}`;
  const callee = call.via === 'direct' ? (call.name ?? '') : `${call.via} ${dumpExpr(call.callee)}`;
  return `${use}${callee}(${call.args.map(dumpExpr).join(', ')})${inside}`;
}

function dumpTerminator(end: Terminator): string {
  switch (end.kind) {
    case 'goto':
      return `-> ${end.to}`;
    case 'branch':
      return `if ${dumpExpr(end.condition)} -> ${end.then} else ${end.else}`;
    case 'switch':
      return `switch ${dumpExpr(end.value)}: ${end.cases
        .map(({ value, to }) => `${value === undefined ? 'default' : dumpExpr(value)} -> ${to}`)
        .join(', ')}`;
    case 'return':
      return end.by === 'end'
        ? 'end'
        : `${end.by === 'statement' ? 'return' : end.by}${end.value === undefined ? '' : ` ${dumpExpr(end.value)}`}`;
    case 'choice':
      return `-> ${end.to.join(' or ')}`;
    case 'stop':
      return `stop ${end.reason}`;
  }
}

export function dumpExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'name':
      return expr.name;
    case 'number':
      return String(expr.value);
    case 'string':
      return '""';
    case 'temp':
      return `t${expr.id}`;
    case 'call':
      return `c${expr.id}`;
    case 'member':
      return `${dumpOperand(expr.object)}${expr.arrow ? '->' : '.'}${expr.field}`;
    case 'index':
      return `${dumpOperand(expr.object)}[${dumpExpr(expr.index)}]`;
    case 'deref':
      return `*${dumpExpr(expr.operand)}`;
    case 'address':
      return `&${dumpExpr(expr.operand)}`;
    case 'unary':
      return `${expr.op}${dumpExpr(expr.operand)}`;
    case 'binary':
      return `(${dumpExpr(expr.left)} ${expr.op} ${dumpExpr(expr.right)})`;
    case 'cast':
      return `(${dumpType(expr.type)})${dumpExpr(expr.operand)}`;
    case 'init':
      return `{${expr.entries.map(({ field, value }) => `${field === undefined ? '' : `.${field}=`}${dumpExpr(value)}`).join(', ')}}`;
    case 'sizeof':
      return expr.text;
    case 'this':
      return 'this';
    case 'lambda':
      return `lambda ${expr.index}`;
    case 'unknown':
      return `?(${expr.operands.map(dumpExpr).join(', ')})`;
  }
}

/** An operand of a postfix operator, which binds closer than any prefix one. */
function dumpOperand(expr: Expr): string {
  const isPrefix = expr.kind === 'deref' || expr.kind === 'address' || expr.kind === 'cast';
  return isPrefix ? `(${dumpExpr(expr)})` : dumpExpr(expr);
}

export function dumpType(type: TypeRef): string {
  const stars = type.isReference ? `${'*'.repeat(type.pointers - 1)}&` : '*'.repeat(type.pointers);
  return `${type.isConst ? 'const ' : ''}${type.name}${stars}${type.array ? '[]' : ''}`;
}

function dumpVariable(variable: Variable): string {
  const storage =
    variable.storage === 'local' || variable.storage === 'parameter' ? '' : `${variable.storage} `;
  const annotations = variable.annotations.map(({ name }) => `${name} `).join('');
  const init = variable.init === undefined ? '' : ` = ${dumpExpr(variable.init)}`;
  return `${storage}${annotations}${dumpType(variable.type)} ${variable.name}${init}`;
}
