import type { Span } from '../../base/text.ts';
import { lookup } from '../../catalogue/index.ts';
import type { FileModel } from '../../model/ir.ts';
import { field } from '../../model/tree.ts';
import { readDeclarator } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';
import { targetOf } from '../meaning/target.ts';
import { textOf, TypeNames, type TypeName } from '../meaning/typeNames.ts';
import { callbackOfMember } from '../navigation/callbackMembers.ts';
import { callNames } from '../navigation/wskCalls.ts';
import { isMarkedType, objectNames, type MarkedNames } from './names.ts';

/** Types of tokens, all of the protocol's own; the order is that of the legend. */
export const tokenTypes = ['function', 'method', 'variable', 'parameter', 'property', 'macro'] as const;
/** `wsk` is on every token, for themes; the others are of the protocol. */
export const tokenModifiers = ['declaration', 'definition', 'wsk'] as const;

/** One word of a file. */
export interface SemanticToken {
  /** Offsets in the file, or in the unit where tokens of a unit are meant. */
  readonly span: Span;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

/** Finds the tokens in one unit; their spans are relative to its start. */
export class UnitTokens {
  readonly #tokens: SemanticToken[] = [];
  readonly #path: SyntaxNode[] = [];
  readonly #objects: ReadonlySet<string>;
  readonly #parameters: ReadonlySet<string>;

  constructor(
    private readonly parsed: ParsedFile,
    private readonly model: FileModel,
    private readonly unit: Unit,
    private readonly names: MarkedNames,
  ) {
    const own = objectNames(unit);
    this.#parameters = unit.kind === 'function' ? parametersOf(unit) : new Set();
    this.#objects = own.size === 0 ? names.objects : new Set([...names.objects, ...own]);
  }

  read(): readonly SemanticToken[] {
    if ([...this.unit.identifiers()].some((name) => this.#mayBeMarked(name))) this.#visit(this.unit.root());
    return this.#tokens;
  }

  #mayBeMarked(name: string): boolean {
    const { callbacks, macros } = this.names;
    return callbacks.has(name) || macros.has(name) || this.#objects.has(name) || isTableMember(name);
  }

  #visit(node: SyntaxNode): void {
    this.#path.push(node);
    if (node.kind === 'identifier' || node.kind === 'field_identifier') this.#word(node);
    node.children.forEach((child) => {
      this.#visit(child);
    });
    this.#path.pop();
  }

  #word(node: SyntaxNode): void {
    const text = textOf(this.unit, node);
    const type = node.missing || !this.#mayBeMarked(text) ? undefined : this.#typeOf(node, text);
    if (type === undefined) return;
    const role = this.#roleOf(node, type);
    this.#tokens.push({
      span: { start: node.start, end: node.end },
      type,
      modifiers: role === undefined ? ['wsk'] : [role, 'wsk'],
    });
  }

  #typeOf(node: SyntaxNode, text: string): SemanticToken['type'] | undefined {
    const parent = this.#path.at(-2);
    const access = parent?.kind === 'field_expression' && node.field === 'field' ? parent : undefined;
    if (access !== undefined && this.#isCalledThroughTable(node, text)) return 'method';
    const declared = this.#declaredType(node, text, access);
    if (typeof declared === 'string' && isMarkedType(declared)) {
      if (node.kind === 'field_identifier') return 'property';
      return this.#parameters.has(text) ? 'parameter' : 'variable';
    }
    if (access !== undefined || (declared !== undefined && !isFunctionType(declared))) return undefined;
    if (this.names.callbacks.has(text)) return node.kind === 'identifier' ? 'function' : 'method';
    return this.names.macros.has(text) ? 'macro' : undefined;
  }

  #isCalledThroughTable(node: SyntaxNode, text: string): boolean {
    if (!isTableMember(text)) return false;
    const { start, end } = node;
    const word = { unit: this.unit, text, span: { start, end }, start, isMember: true, path: this.#path };
    return targetOf(this.parsed, word)?.kind === 'symbol';
  }

  /** Undefined where the name is no object, or nothing shows what it is. */
  #declaredType(node: SyntaxNode, text: string, access: SyntaxNode | undefined): TypeName | undefined {
    if (!this.#objects.has(text) && !this.names.callbacks.has(text)) return undefined;
    const types = new TypeNames(this.parsed);
    if (access === undefined) {
      return (
        types.variable(this.unit, text, this.#path, node.start + 1) ??
        this.model.globalsNamed(text)[0]?.type.name
      );
    }
    const object = field(access, 'argument');
    const owner = object && types.expression(this.unit, object, this.#path);
    if (owner === undefined) return undefined;
    const inHeader = typeof owner === 'string' ? this.model.structNamed(owner) : undefined;
    return types.member(owner, text) ?? inHeader?.fields.find(({ name }) => name === text)?.type.name;
  }

  #roleOf(node: SyntaxNode, type: SemanticToken['type']): 'declaration' | 'definition' | undefined {
    if (type === 'macro') return this.unit.kind === 'define' ? 'definition' : undefined;
    const name = this.#path.at(-2)?.kind === 'qualified_identifier' ? this.#path.at(-2) : node;
    if (name?.field !== 'declarator') return undefined;
    return (type === 'function' || type === 'method') && this.unit.kind === 'function'
      ? 'definition'
      : 'declaration';
  }
}

/** A member of a dispatch table, by its name. */
function isTableMember(name: string): boolean {
  return callNames.has(name) || callbackOfMember(name) !== undefined;
}

function parametersOf(unit: Unit): ReadonlySet<string> {
  const text = (node: SyntaxNode): string => textOf(unit, node);
  const { parameters } = readDeclarator(field(unit.root(), 'declarator'));
  const declared = (parameters?.children ?? []).map((each) => readDeclarator(field(each, 'declarator')).name);
  return new Set(declared.flatMap((name) => (name === undefined ? [] : [text(name)])));
}

/** `NPI_CLIENT_ATTACH_PROVIDER_FN Attach;` declares a function. */
function isFunctionType(type: TypeName): boolean {
  return typeof type === 'string' && lookup(type)?.kind === 'callback';
}
