import { lookup, type RoutineSymbol } from '../../catalogue/index.ts';
import { neighbour } from '../../catalogue/kernel/index.ts';
import { field, parts } from '../../model/tree.ts';
import { readDeclarator, readSpecifiers } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';
import { entriesOf } from '../navigation/tableEntries.ts';
import { textOf } from './typeNames.ts';

/** The contract that a function of the driver is written to. */
export interface CallbackRole {
  readonly routine: RoutineSymbol;
  /** The table that it is put into, as written; undefined for one that is declared or handed over as what it is. */
  readonly table: string | undefined;
}

/** Kernel routines that take a function of the driver, with its position among the arguments. */
const takers = new Map([
  ['IoSetCompletionRoutine', { position: 1, type: 'IO_COMPLETION_ROUTINE' }],
  ['IoSetCompletionRoutineEx', { position: 2, type: 'IO_COMPLETION_ROUTINE' }],
  ['IoQueueWorkItem', { position: 1, type: 'IO_WORKITEM_ROUTINE' }],
  ['PsCreateSystemThread', { position: 5, type: 'KSTART_ROUTINE' }],
]);

/**
 * What a function is for WSK: found by the dispatch tables it is put into, by its declaration (`NPI_CLIENT_ATTACH_PROVIDER_FN
 * Attach;`, `_Function_class_`), and by the kernel routines that it is given to. Looks into units only that mention the name.
 */
export function callbackRole(name: string, files: readonly ParsedFile[]): CallbackRole | undefined {
  const units = files
    .filter(({ text }) => text.includes(name))
    .flatMap((file) => file.units)
    .map(({ unit }) => unit)
    .filter(({ source }) => source.includes(name));
  for (const unit of units) {
    const entry = entriesOf(unit).find(({ functionName }) => functionName === name);
    if (entry !== undefined) return { routine: entry.callback, table: entry.table };
  }
  for (const unit of units) {
    const routine = declaredRole(unit, name) ?? givenRole(unit, name);
    if (routine !== undefined) return { routine, table: undefined };
  }
  const entry = name === 'DriverEntry' ? neighbour(name) : undefined;
  return entry && { routine: entry, table: undefined };
}

/** `DRIVER_UNLOAD Unload;`, `PFN_WSK_ACCEPT_EVENT p = OnAccept;`, `_Function_class_(DRIVER_UNLOAD) VOID Unload(...)`. */
function declaredRole(unit: Unit, name: string): RoutineSymbol | undefined {
  const annotation = unit.name === name && unit.annotations.find((each) => each.name === '_Function_class_');
  const annotated = annotation ? callbackNamed(annotation.argument?.trim() ?? '') : undefined;
  if (annotated !== undefined || unit.kind !== 'declaration') return annotated;
  for (const node of declarations(unit.root())) {
    const type = readSpecifiers(node, (part) => textOf(unit, part)).typeName;
    const routine = callbackNamed(type);
    if (routine === undefined) continue;
    for (const child of node.children) {
      if (child.field !== 'declarator') continue;
      const declared = readDeclarator(child).name;
      const isFunction = type === routine.name && declared !== undefined && textOf(unit, declared) === name;
      const value = field(child, 'value');
      if (isFunction || (value?.kind === 'identifier' && textOf(unit, value) === name)) return routine;
    }
  }
  return undefined;
}

/** `IoSetCompletionRoutine(Irp, Done, ...)`, `DriverObject->DriverUnload = Unload`. */
function givenRole(unit: Unit, name: string): RoutineSymbol | undefined {
  if (unit.kind !== 'function' || !mayGive.test(unit.source)) return undefined;
  let found: RoutineSymbol | undefined;
  const visit = (node: SyntaxNode): void => {
    if (node.kind === 'call_expression') {
      const callee = field(node, 'function');
      const taker = callee && takers.get(textOf(unit, callee));
      const given = taker && parts(field(node, 'arguments') ?? node)[taker.position];
      if (taker !== undefined && given !== undefined && lastWord(unit, given) === name)
        found ??= neighbour(taker.type);
    } else if (node.kind === 'assignment_expression') {
      const [left, right] = [field(node, 'left'), field(node, 'right')];
      const isUnload = left?.kind === 'field_expression' && lastWord(unit, left) === 'DriverUnload';
      if (isUnload && right !== undefined && lastWord(unit, right) === name)
        found ??= neighbour('DRIVER_UNLOAD');
    }
    node.children.forEach(visit);
  };
  visit(unit.root());
  return found;
}

const mayGive = new RegExp(`\\b(?:${[...takers.keys()].join('|')}|DriverUnload)\\b`);

function callbackNamed(type: string): RoutineSymbol | undefined {
  const symbol = lookup(type) ?? neighbour(type);
  return symbol?.kind === 'callback' ? symbol : undefined;
}

function declarations(root: SyntaxNode): readonly SyntaxNode[] {
  const nodes = root.kind === 'translation_unit' ? root.children : [root];
  return nodes.filter(({ kind }) => kind === 'declaration');
}

/** `Done` of `(PIO_COMPLETION_ROUTINE)Done` and `&Done`. */
function lastWord(unit: Unit, node: SyntaxNode): string | undefined {
  return /\w+$/.exec(textOf(unit, node))?.[0];
}
