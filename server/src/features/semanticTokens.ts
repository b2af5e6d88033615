import type { Span } from '../base/text.ts';
import { lookup } from '../catalogue/index.ts';
import type { FileModel } from '../model/ir.ts';
import { field } from '../model/tree.ts';
import { readDeclarator, readSpecifiers } from '../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../syntax/index.ts';
import { targetOf } from './meaning/target.ts';
import { textOf, TypeNames, type TypeName } from './meaning/typeNames.ts';
import { callbackOfMember } from './navigation/callbackMembers.ts';
import type { LinkedDriver } from './navigation/linkedDriver.ts';
import { callNames } from './navigation/wskCalls.ts';
import { objectType } from './navigation/wskObjects.ts';

/** Types of tokens, all of the protocol's own; the order is that of the legend. */
export const tokenTypes = ['function', 'method', 'variable', 'parameter', 'property', 'macro'] as const;
/** `wsk` is on every token, for themes; the others are of the protocol. */
export const tokenModifiers = ['declaration', 'definition', 'wsk'] as const;

export interface SemanticToken {
  /** File offsets, within one line. */
  readonly span: Span;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

/**
 * Names of a file that are WSK's although their text does not tell: functions that WSK calls, the driver's registrations, NPIs,
 * sockets and tables, members of dispatch tables, and macros that stand for calls of WSK. What the text tells is the grammar's
 * (`syntaxes/`); all other names are the C extension's.
 *
 * @param uri of a file of the driver
 * @param range file offsets; tokens that touch it are given
 * @returns tokens in source order that do not overlap
 */
export function semanticTokens(driver: LinkedDriver, uri: string, range: Span): readonly SemanticToken[] {
  const parsed = driver.parsed(uri);
  const model = driver.fileAt(uri)?.model;
  if (parsed === undefined || model === undefined) return [];
  const names = namesOf(driver, uri, parsed, model);
  const tokens = parsed.units
    .filter(({ unit, start }) => start <= range.end && range.start <= start + unit.source.length)
    .flatMap(({ unit, start }) =>
      new UnitTokens(parsed, model, unit, names).read().map(({ span, ...token }): SemanticToken => ({
        ...token,
        span: { start: start + span.start, end: start + span.end },
      })),
    )
    .filter(({ span }) => span.start <= range.end && range.start <= span.end)
    .sort((a, b) => a.span.start - b.span.start);
  // Methods lie inside the unit of their class, which may show the same names.
  return tokens.filter(({ span }, index) => span.start >= (tokens[index - 1]?.span.end ?? 0));
}

/** Names that may be WSK's in a file; what each use of one is, is decided where it stands. */
interface Names {
  readonly callbacks: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
  readonly macros: ReadonlySet<string>;
}

function namesOf(driver: LinkedDriver, uri: string, parsed: ParsedFile, model: FileModel): Names {
  const callbacks = driver
    .entries()
    .filter(
      ({ entry, file }) =>
        file.model === model || driver.driver.functionsNamed(entry.functionName, model).length > 0,
    )
    .map(({ entry }) => entry.functionName);
  const units = [parsed, ...driver.headersOf(uri)].flatMap((file) => file.units.map(({ unit }) => unit));
  const shared = units.filter(({ kind }) => kind !== 'function').flatMap((unit) => [...objectNames(unit)]);
  return { callbacks: new Set(callbacks), objects: new Set(shared), macros: macrosCalling(units) };
}

const objectNamesOfUnits = new WeakMap<Unit, ReadonlySet<string>>();

/** Names that a unit declares with a type of WSK, parameters, members and locals included. */
function objectNames(unit: Unit): ReadonlySet<string> {
  let names = objectNamesOfUnits.get(unit);
  if (names === undefined) {
    names = [...unit.identifiers()].some(isMarkedType) ? declaredObjects(unit) : new Set();
    objectNamesOfUnits.set(unit, names);
  }
  return names;
}

function declaredObjects(unit: Unit): ReadonlySet<string> {
  const names = new Set<string>();
  const text = (node: SyntaxNode): string => textOf(unit, node);
  const visit = (node: SyntaxNode): void => {
    if (
      /^(?:parameter_|field_)?declaration$/.test(node.kind) &&
      isMarkedType(readSpecifiers(node, text).typeName)
    ) {
      for (const child of node.children) {
        const { name } = readDeclarator(child.field === 'declarator' ? child : undefined);
        if (name !== undefined) names.add(text(name));
      }
    }
    node.children.forEach(visit);
  };
  visit(unit.root());
  return names;
}

/** The type of an object of WSK, or of a pointer to a function of WSK. */
function isMarkedType(typeName: string): boolean {
  return objectType(typeName) !== undefined || isPointerType(typeName);
}

/** `NPI_CLIENT_ATTACH_PROVIDER_FN Attach;` declares a function. */
function isFunctionType(type: TypeName): boolean {
  return typeof type === 'string' && lookup(type)?.kind === 'callback';
}

function isPointerType(typeName: string): boolean {
  const symbol = lookup(typeName);
  return symbol !== undefined && 'pointerType' in symbol && symbol.pointerType === typeName;
}

/** Macros that call a function of WSK, themselves or through others. */
function macrosCalling(units: readonly Unit[]): ReadonlySet<string> {
  const defines = units.filter(({ kind }) => kind === 'define');
  const calling = new Set<string>();
  for (let before = -1; before !== calling.size;) {
    before = calling.size;
    for (const { name, identifiers } of defines.map((unit) => ({
      name: unit.name,
      identifiers: unit.identifiers(),
    }))) {
      if (name === undefined || calling.has(name)) continue;
      for (const used of identifiers) {
        if (used !== name && (callNames.has(used) || calling.has(used))) calling.add(name);
      }
    }
  }
  return calling;
}

class UnitTokens {
  readonly #tokens: SemanticToken[] = [];
  readonly #path: SyntaxNode[] = [];
  readonly #objects: ReadonlySet<string>;
  readonly #parameters: ReadonlySet<string>;

  constructor(
    private readonly parsed: ParsedFile,
    private readonly model: FileModel,
    private readonly unit: Unit,
    private readonly names: Names,
  ) {
    const own = objectNames(unit);
    this.#parameters = unit.kind === 'function' ? parametersOf(unit) : new Set();
    this.#objects = own.size === 0 ? names.objects : new Set([...names.objects, ...own]);
  }

  /** Spans are relative to the start of the unit. */
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
