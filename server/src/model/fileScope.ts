import type { SyntaxNode } from '../syntax/node.ts';
import type { Unit } from '../syntax/unit.ts';
import { constantValue } from './constants.ts';
import { readFunctionPointer } from './functionPointers.ts';
import { lowerExpression, lowerFileDeclaration } from './functions.ts';
import type { Call, Global, Prototype, StructType, TypeRef, Variable } from './ir.ts';
import type { LoweringContext } from './lowering.ts';
import { hasMembers, readAliases, readStructure } from './structures.ts';
import { field, firstPart, parts } from './tree.ts';
import { readDeclarator, readSpecifiers, typeRef, type Declarator, type Specifiers } from './types.ts';
import { argumentsIn } from './vexingParse.ts';

/** What one unit declares at file scope. */
export interface FileScope {
  readonly globals: readonly Global[];
  readonly prototypes: readonly Prototype[];
  /** `T x(a, b);`: an object if the names are those of variables of the file, else a prototype. */
  readonly unclear: readonly Unclear[];
  readonly structures: readonly StructType[];
  readonly aliases: readonly { readonly name: string; readonly type: TypeRef }[];
  readonly enumerators: ReadonlyMap<string, number>;
}

export interface Unclear {
  readonly names: readonly string[];
  readonly object: Global;
  readonly prototype: Prototype;
}

/** Reads a unit that is not a function definition. */
export function readFileScope(
  unit: Unit,
  context: LoweringContext,
  identifiers: () => ReadonlySet<string>,
): FileScope {
  const reader = new FileScopeReader(unit, context, identifiers);
  reader.visit(unit.root());
  return reader;
}

class FileScopeReader implements FileScope {
  readonly globals: Global[] = [];
  readonly prototypes: Prototype[] = [];
  readonly unclear: Unclear[] = [];
  readonly structures: StructType[] = [];
  readonly aliases: { readonly name: string; readonly type: TypeRef }[] = [];
  readonly enumerators = new Map<string, number>();
  readonly #unit: Unit;
  readonly #context: LoweringContext;
  readonly #text = (node: SyntaxNode): string => this.#unit.masked.slice(node.start, node.end);

  readonly #identifiers: () => ReadonlySet<string>;

  constructor(unit: Unit, context: LoweringContext, identifiers: () => ReadonlySet<string>) {
    this.#unit = unit;
    this.#context = context;
    this.#identifiers = identifiers;
  }

  visit(node: SyntaxNode): void {
    switch (node.kind) {
      case 'declaration':
        this.#declaration(node);
        break;
      case 'expression_statement':
        this.#functionPointer(node);
        break;
      case 'type_definition':
      case 'alias_declaration':
        this.#typedef(node);
        break;
      case 'enum_specifier':
        this.#enumeration(node);
        break;
      case 'struct_specifier':
      case 'union_specifier':
      case 'class_specifier':
        this.#structure(node, undefined);
        break;
      default:
        if (transparent.has(node.kind)) for (const child of parts(node)) this.visit(child);
    }
  }

  #declaration(node: SyntaxNode): void {
    const type = field(node, 'type');
    const declared = readSpecifiers(node, this.#text);
    const isUnnamed = declared.typeName === '' && type !== undefined && hasMembers(type);
    const specifiers = isUnnamed ? { ...declared, typeName: this.#nameFor(node) } : declared;
    if (type !== undefined && hasMembers(type)) this.#structure(type, specifiers.typeName);
    else if (type?.kind === 'enum_specifier') this.#enumeration(type);
    const initialisers = new Initialisers(this.#unit, node, this.#context);
    for (const child of node.children) {
      if (child.field !== 'declarator') continue;
      const declarator = readDeclarator(child);
      if (declarator.name === undefined) continue;
      if (declarator.parameters !== undefined) {
        const prototype: Prototype = {
          name: this.#text(declarator.name),
          roleType: undefined,
          isStatic: specifiers.isStatic,
          annotations: this.#unit.annotations,
        };
        const names = this.#namesIn(declarator.parameters);
        if (names === undefined) this.prototypes.push(prototype);
        else {
          const object = this.#global(node, specifiers, declarator, declarator.name, true, initialisers);
          this.unclear.push({ names, object, prototype });
        }
      } else if (this.#unit.scope.at(-1)?.kind !== 'class') {
        const hasInit = child.kind === 'init_declarator';
        this.globals.push(this.#global(node, specifiers, declarator, declarator.name, hasInit, initialisers));
      }
    }
  }

  /** Stands for the name of a structure that has none: that of the first variable of its declaration. */
  #nameFor(declaration: SyntaxNode): string {
    const first = readDeclarator(field(declaration, 'declarator')).name;
    return first === undefined ? '' : `::${this.#text(first)}`;
  }

  /** Parameters that are nothing but names, as the arguments of a constructor are. */
  #namesIn(parameters: SyntaxNode): string[] | undefined {
    if (this.#unit.language === 'c' || this.#unit.scope.at(-1)?.kind === 'class') return undefined;
    const args = argumentsIn(parameters);
    return args === undefined || args.length === 0 || args.some(({ kind }) => kind !== 'identifier')
      ? undefined
      : args.map(this.#text);
  }

  #functionPointer(node: SyntaxNode): void {
    const expression = firstPart(node);
    const pointer = expression && readFunctionPointer(expression);
    if (pointer === undefined) return;
    const specifiers = readSpecifiers(node, this.#text);
    const typed = { ...specifiers, typeName: this.#text(pointer.type) };
    const declarator = { ...readDeclarator(pointer.name), pointers: 1 };
    const initialisers = new Initialisers(this.#unit, node, this.#context);
    this.globals.push(
      this.#global(node, typed, declarator, pointer.name, pointer.value !== undefined, initialisers),
    );
  }

  #global(
    node: SyntaxNode,
    specifiers: Specifiers,
    declarator: Declarator,
    nameNode: SyntaxNode,
    hasInit: boolean,
    initialisers: Initialisers,
  ): Global {
    const name = this.#text(nameNode);
    const isInternal =
      specifiers.isStatic ||
      this.#unit.scope.some(({ kind, name: scope }) => kind === 'namespace' && scope === '');
    return {
      name,
      type: typeRef(specifiers, declarator),
      storage: isInternal ? 'static-global' : specifiers.isExtern && !hasInit ? 'extern' : 'global',
      nameSpan: { start: nameNode.start, end: nameNode.end },
      span: { start: node.start, end: node.end },
      annotations: this.#unit.annotations,
      unit: this.#unit,
      identifiers: this.#identifiers,
      get init() {
        return hasInit ? initialisers.of(name) : undefined;
      },
      get calls() {
        return hasInit ? initialisers.calls() : [];
      },
    };
  }

  #typedef(node: SyntaxNode): void {
    const type = field(node, 'type');
    const aliasName = node.kind === 'alias_declaration' ? field(node, 'name') : undefined;
    let typeName = readSpecifiers(node, this.#text).typeName;
    if (type !== undefined && hasMembers(type)) {
      const first = node.children.find((child) => child.field === 'declarator');
      const declared = readDeclarator(first).name;
      typeName ||= declared === undefined ? '' : this.#text(declared);
      this.#structure(type, typeName);
    } else if (type?.kind === 'enum_specifier') {
      this.#enumeration(type);
    }
    this.aliases.push(...readAliases(node, typeName, this.#text).filter(({ name }) => name !== typeName));
    if (aliasName !== undefined && type !== undefined) {
      const described = readSpecifiers(type, this.#text);
      const alias = typeRef(described, readDeclarator(field(type, 'declarator')));
      this.aliases.push({ name: this.#text(aliasName), type: alias });
    }
  }

  #structure(specifier: SyntaxNode, name: string | undefined): void {
    const tag = field(specifier, 'name');
    const ownName = tag === undefined ? name : this.#text(tag);
    if (!hasMembers(specifier)) return;
    this.structures.push(...readStructure(specifier, ownName ?? '', this.#text));
    for (const member of parts(field(specifier, 'body') ?? specifier)) {
      const isStatic = member.kind === 'field_declaration' && readSpecifiers(member, this.#text).isStatic;
      if (isStatic) this.#declaration(definitionOf(member));
    }
  }

  #enumeration(specifier: SyntaxNode): void {
    const tag = field(specifier, 'name');
    const isScoped = specifier.children.some(({ kind }) => kind === 'class' || kind === 'struct');
    const prefix = isScoped && tag !== undefined ? `${this.#text(tag)}::` : '';
    let next: number | undefined = 0;
    for (const node of parts(field(specifier, 'body') ?? specifier)) {
      const name = node.kind === 'enumerator' ? field(node, 'name') : undefined;
      if (name === undefined) continue;
      const value = field(node, 'value');
      if (value !== undefined) {
        const expr = lowerExpression(this.#unit, value, this.#context);
        next = constantValue(expr, (other) => this.enumerators.get(prefix + other));
      }
      if (next === undefined) continue;
      this.enumerators.set(prefix + this.#text(name), next);
      next++;
    }
  }
}

/**
 * The variables of a `static` member declaration that are initialised in the class, as a declaration at file scope has
 * them; those without a value are defined elsewhere.
 */
function definitionOf(member: SyntaxNode): SyntaxNode {
  const children = member.children.flatMap((child, index) => {
    if (child.field === 'default_value' || child.kind === '=') return [];
    if (child.field !== 'declarator') return [child];
    const value = member.children.slice(index + 1).find(({ kind }) => kind !== '=');
    if (value?.field !== 'default_value') return [];
    const inner = [child, { ...value, field: 'value' }];
    return [{ ...child, kind: 'init_declarator', end: value.end, children: inner }];
  });
  return { ...member, kind: 'declaration', children };
}

const transparent: ReadonlySet<string> = new Set([
  'translation_unit',
  'linkage_specification',
  'namespace_definition',
  'declaration_list',
  'template_declaration',
  'preproc_if',
  'preproc_ifdef',
  'preproc_elif',
  'preproc_else',
]);

/** The initialisers of one declaration, lowered when the first is asked for. */
class Initialisers {
  readonly #unit: Unit;
  readonly #declaration: SyntaxNode;
  readonly #context: LoweringContext;
  #lowered: { readonly variables: readonly Variable[]; readonly calls: readonly Call[] } | undefined;

  constructor(unit: Unit, declaration: SyntaxNode, context: LoweringContext) {
    this.#unit = unit;
    this.#declaration = declaration;
    this.#context = context;
  }

  of(name: string): Variable['init'] {
    return this.#all().variables.find((variable) => variable.name === name)?.init;
  }

  calls(): readonly Call[] {
    return this.#all().calls;
  }

  #all(): { readonly variables: readonly Variable[]; readonly calls: readonly Call[] } {
    this.#lowered ??= lowerFileDeclaration(this.#unit, this.#declaration, this.#context);
    return this.#lowered;
  }
}
