import type { RoutineSymbol } from '../../catalogue/index.ts';
import { neighbour } from '../../catalogue/kernel/index.ts';
import { field, operatorOf, withoutParentheses } from '../../model/tree.ts';
import { readDeclarator } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';
import { callbackRole } from './callbackRole.ts';
import { targetOf, wordAt, type Word } from './target.ts';
import { textOf } from './typeNames.ts';

/** A routine that a status is a result of. */
export interface StatusOrigin {
  readonly routine: RoutineSymbol;
  /** `returned`: by the call. `completed`: in the IRP of the call. `given`: by a callback of the driver, to WSK. */
  readonly how: 'returned' | 'completed' | 'given';
}

/**
 * Which routines a status comes from, by the assignments in front of the place where it is compared: the last one that always
 * runs, and those that may run behind it. For a status that a callback returns, the callback.
 */
export function statusOrigins(file: ParsedFile, word: Word): readonly StatusOrigin[] {
  const { unit, path } = word;
  const around = path.findLast(
    ({ kind }) => kind !== 'identifier' && kind !== 'parenthesized_expression' && kind !== 'cast_expression',
  );
  if (around === undefined) return [];
  if (around.kind === 'return_statement') {
    const role = unit.name === undefined ? undefined : callbackRole(unit.name, [file]);
    return role === undefined ? [] : [{ routine: role.routine, how: 'given' }];
  }
  const compared = comparedWith(around, path);
  return compared === undefined ? [] : new Origins(file, word, path).of(compared);
}

/** The other side of a comparison, or what a `switch` looks at. */
function comparedWith(around: SyntaxNode, path: readonly SyntaxNode[]): SyntaxNode | undefined {
  if (around.kind === 'binary_expression' && ['==', '!='].includes(operatorOf(around))) {
    const sides = [field(around, 'left'), field(around, 'right')];
    return sides.find((side) => side !== undefined && !path.includes(side));
  }
  if (around.kind !== 'case_statement') return undefined;
  const value = field(around, 'value');
  const chosen = path.findLast(({ kind }) => kind === 'switch_statement');
  return value !== undefined && path.includes(value) ? chosen && field(chosen, 'condition') : undefined;
}

class Origins {
  readonly #file: ParsedFile;
  readonly #unit: Unit;
  /** File offset of the unit. */
  readonly #start: number;
  readonly #path: readonly SyntaxNode[];
  readonly #found = new Map<string, StatusOrigin>();

  constructor(file: ParsedFile, { unit, span, start }: Word, path: readonly SyntaxNode[]) {
    this.#file = file;
    this.#unit = unit;
    this.#start = span.start - start;
    this.#path = path;
  }

  of(value: SyntaxNode): readonly StatusOrigin[] {
    this.#addValue(value, this.#path);
    return [...this.#found.values()];
  }

  /** What a value comes from, seen from the end of a path. */
  #addValue(value: SyntaxNode, path: readonly SyntaxNode[]): void {
    const inner = withoutParentheses(value);
    switch (inner.kind) {
      case 'call_expression': {
        const routine = this.#routine(inner);
        if (routine !== undefined) this.#add({ routine, how: 'returned' });
        return;
      }
      case 'assignment_expression': {
        const right = field(inner, 'right');
        if (right !== undefined) this.#addValue(right, path);
        return;
      }
      case 'identifier':
      case 'field_expression': {
        const name = textOf(this.#unit, inner);
        if (/\bIoStatus\s*\.\s*Status$/.test(name)) this.#addRequest(path);
        else this.#addAssigned(name, path);
      }
    }
  }

  /** The values that a variable may have at the end of a path. */
  #addAssigned(name: string, path: readonly SyntaxNode[]): void {
    this.#walkBack(path, (statement, around, isCertain) => {
      const assignments = this.#assignmentsTo(name, statement);
      for (const value of assignments) this.#addValue(value, [...around, statement]);
      return isCertain && assignments.length > 0 && isPlain(statement);
    });
  }

  /** The last request with an IRP in front of the end of a path. */
  #addRequest(path: readonly SyntaxNode[]): void {
    this.#walkBack(path, (statement) => {
      const calls = nodesIn(statement, 'call_expression').flatMap((call) => this.#routine(call) ?? []);
      const request = calls.findLast(({ irp }) => irp.use !== 'none');
      if (request !== undefined) this.#add({ routine: request, how: 'completed' });
      return request !== undefined;
    });
  }

  /**
   * Shows the statements in front of the end of a path, the nearest first, until one is found to be enough. Behind a label, what
   * was assigned elsewhere may arrive: nothing there is certain.
   */
  #walkBack(
    path: readonly SyntaxNode[],
    visit: (statement: SyntaxNode, around: readonly SyntaxNode[], isCertain: boolean) => boolean,
  ): void {
    let isCertain = true;
    for (let depth = path.length - 1; depth > 0; depth--) {
      const [around, from] = [path[depth - 1], path[depth]];
      if (around === undefined || from === undefined) return;
      if (around.kind === 'labeled_statement') isCertain = false;
      // The value of a condition is computed before the branches; the branches of an `if` exclude each other.
      const isBranch = around.kind === 'if_statement' && from.field !== 'condition';
      const before = around.children.filter(
        (child) => child.end <= from.start && (!isBranch || child.field === 'condition'),
      );
      for (const statement of before.reverse()) {
        if (statement.kind === 'labeled_statement') isCertain = false;
        if (visit(statement, path.slice(0, depth), isCertain)) return;
      }
    }
  }

  /** Values that a statement assigns to a variable, the last first. */
  #assignmentsTo(name: string, statement: SyntaxNode): SyntaxNode[] {
    if (!textOf(this.#unit, statement).includes(name)) return [];
    const assigned = nodesIn(statement, 'assignment_expression').map((node) => ({
      target: field(node, 'left'),
      value: field(node, 'right'),
    }));
    const initialised = nodesIn(statement, 'init_declarator').map((node) => ({
      target: readDeclarator(node).name,
      value: field(node, 'value'),
    }));
    return [...assigned, ...initialised].reverse().flatMap(({ target, value }) => {
      const isIt = target !== undefined && textOf(this.#unit, target) === name;
      return isIt && value !== undefined ? [value] : [];
    });
  }

  /** The routine of WSK or of its neighbours that a call is of. */
  #routine(call: SyntaxNode): RoutineSymbol | undefined {
    const callee = field(call, 'function');
    if (callee === undefined) return undefined;
    const kernel = callee.kind === 'identifier' ? neighbour(textOf(this.#unit, callee)) : undefined;
    if (kernel !== undefined) return kernel;
    const word = wordAt(this.#file, this.#start + callee.end);
    const target = word && targetOf(this.#file, word);
    return target?.kind === 'symbol' && 'params' in target.symbol ? target.symbol : undefined;
  }

  #add(origin: StatusOrigin): void {
    const key = `${origin.how} ${origin.routine.name}`;
    if (!this.#found.has(key)) this.#found.set(key, origin);
  }
}

/** It runs whenever the statement behind it does. */
function isPlain({ kind }: SyntaxNode): boolean {
  return kind === 'expression_statement' || kind === 'declaration' || kind === 'init_declarator';
}

function nodesIn(node: SyntaxNode, kind: string): SyntaxNode[] {
  const inside = node.children.flatMap((child) => nodesIn(child, kind));
  return node.kind === kind ? [...inside, node] : inside;
}
