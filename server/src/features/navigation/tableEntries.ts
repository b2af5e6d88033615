import type { Span } from '../../base/text.ts';
import { structureNamed, type RoutineSymbol } from '../../catalogue/index.ts';
import { field, parts, withoutParentheses } from '../../model/tree.ts';
import { describedType, readDeclarator, readSpecifiers } from '../../model/types.ts';
import type { SyntaxNode, Unit } from '../../syntax/index.ts';
import { textOf } from '../meaning/typeNames.ts';
import { callbackAt, callbackOfMember, isCallbackTable } from './callbackMembers.ts';

/** A place where code puts a function of the driver into a table of callbacks. Spans are relative to the start of the unit. */
export interface TableEntry {
  /** `WskAcceptEvent`; the member may have another name (`ClientAttachProvider`). */
  readonly callback: RoutineSymbol;
  /** Undefined in an initialiser without member names. */
  readonly memberSpan: Span | undefined;
  /** Last name of the function: `OnAccept`, also of `&Server::OnAccept`. */
  readonly functionName: string;
  readonly functionSpan: Span;
  /** The whole entry or assignment. */
  readonly span: Span;
  /** The table as written, `g_ListenDispatch`; undefined where it has no name. */
  readonly table: string | undefined;
}

const known = new WeakMap<Unit, readonly TableEntry[]>();

/**
 * The table entries in a unit, in source order: of initialisers, with member names or without, and of assignments. Read from
 * the tree, so that code which is being typed has its entries too.
 */
export function entriesOf(unit: Unit): readonly TableEntry[] {
  let entries = known.get(unit);
  if (entries === undefined) {
    entries = mayHaveEntries(unit) ? new Reader(unit).read() : [];
    known.set(unit, entries);
  }
  return entries;
}

/** Spares the trees of units that name neither a member nor a table. */
function mayHaveEntries(unit: Unit): boolean {
  for (const name of unit.identifiers()) {
    if (callbackOfMember(name) !== undefined || isCallbackTable(name)) return true;
  }
  return false;
}

/** An object that gets values. */
interface Table {
  readonly name: string | undefined;
  /** Name of its type, as far as it is written there. */
  readonly type: string | undefined;
}

class Reader {
  readonly #unit: Unit;
  readonly #entries: TableEntry[] = [];

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  read(): readonly TableEntry[] {
    this.#visit(this.#unit.root(), undefined);
    return this.#entries;
  }

  /** @param declaredType of the declaration around the node */
  #visit(node: SyntaxNode, declaredType: string | undefined): void {
    switch (node.kind) {
      case 'declaration':
      case 'field_declaration': {
        const type = readSpecifiers(node, (part) => this.#text(part)).typeName;
        const list = field(node, 'default_value');
        if (list !== undefined) this.#list(list, { name: this.#declared(field(node, 'declarator')), type });
        for (const child of node.children) if (child !== list) this.#visit(child, type);
        return;
      }
      case 'init_declarator':
        this.#list(field(node, 'value'), {
          name: this.#declared(field(node, 'declarator')),
          type: declaredType,
        });
        return;
      case 'compound_literal_expression':
        this.#list(field(node, 'value'), { name: undefined, type: this.#described(field(node, 'type')) });
        return;
      case 'assignment_expression':
        this.#assignment(node);
    }
    for (const child of node.children) this.#visit(child, undefined);
  }

  /** An initialiser; one of an array holds one list for each element. */
  #list(list: SyntaxNode | undefined, table: Table): void {
    if (list === undefined) return;
    if (list.kind !== 'initializer_list') {
      this.#visit(list, undefined);
      return;
    }
    for (const [position, item] of parts(list).entries()) {
      if (item.kind === 'initializer_pair') this.#pair(item, table);
      else if (item.kind === 'initializer_list') this.#list(item, table);
      else {
        const callback = table.type === undefined ? undefined : callbackAt(table.type, position);
        if (callback === undefined) this.#visit(item, undefined);
        else this.#add({ callback, memberSpan: undefined, table: table.name, span: item }, item);
      }
    }
  }

  #pair(pair: SyntaxNode, table: Table): void {
    const value = field(pair, 'value');
    if (value === undefined) return;
    const designator = pair.children.findLast((child) => child.kind === 'field_designator');
    const name = designator?.children.find((child) => child.kind === 'field_identifier');
    if (name === undefined) {
      this.#list(value, table); // `[0] = { ... }`
      return;
    }
    const member = this.#text(name);
    const callback = callbackOfMember(member);
    if (callback !== undefined) {
      this.#add({ callback, memberSpan: spanOf(name), table: table.name, span: pair }, value);
      return;
    }
    const outer = table.type === undefined ? undefined : structureNamed(table.type);
    const type = outer?.members.find((each) => each.name === member)?.type;
    this.#list(value, { name: table.name, type });
  }

  #assignment(node: SyntaxNode): void {
    const left = field(node, 'left');
    const name = left?.kind === 'field_expression' ? field(left, 'field') : undefined;
    const object = left && field(left, 'argument');
    const value = field(node, 'right');
    if (name === undefined || object === undefined || value === undefined) return;
    const callback = callbackOfMember(this.#text(name));
    if (callback === undefined) return;
    const table = this.#unit.source.slice(object.start, object.end);
    this.#add({ callback, memberSpan: spanOf(name), table, span: node }, value);
  }

  #add(entry: Omit<TableEntry, 'functionName' | 'functionSpan'>, value: SyntaxNode): void {
    const named = functionIn(value);
    if (named === undefined) return;
    const { span } = entry;
    this.#entries.push({
      ...entry,
      span: spanOf(span),
      functionName: this.#text(named),
      functionSpan: spanOf(named),
    });
  }

  #declared(declarator: SyntaxNode | undefined): string | undefined {
    const { name } = readDeclarator(declarator);
    return name && this.#text(name);
  }

  #described(descriptor: SyntaxNode | undefined): string | undefined {
    return descriptor && describedType(descriptor, (node) => this.#text(node)).name;
  }

  #text(node: SyntaxNode): string {
    return textOf(this.#unit, node);
  }
}

/** The name of a function whose address a value is, behind casts, `&` and parentheses. */
function functionIn(value: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = value;
  while (node !== undefined) {
    const inner: SyntaxNode = withoutParentheses(node);
    switch (inner.kind) {
      case 'identifier':
        return inner;
      case 'qualified_identifier':
        node = field(inner, 'name');
        break;
      case 'cast_expression':
        node = field(inner, 'value');
        break;
      case 'pointer_expression':
        node = field(inner, 'argument');
        break;
      case 'binary_expression': // `(PFN_WSK_ACCEPT_EVENT)&OnAccept`, which the grammar takes for a conjunction
        node = field(inner, 'left')?.kind === 'parenthesized_expression' ? field(inner, 'right') : undefined;
        break;
      case 'call_expression': // `reinterpret_cast<PFN_WSK_ACCEPT_EVENT>(OnAccept)`
        node =
          field(inner, 'function')?.kind === 'template_function'
            ? parts(field(inner, 'arguments') ?? inner)[0]
            : undefined;
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
