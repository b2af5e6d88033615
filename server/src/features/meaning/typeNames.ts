import { dispatchMember, memberOf, structureNamed } from '../../catalogue/index.ts';
import { field, parts, withoutParentheses } from '../../model/tree.ts';
import { describedType, nameOfType, readDeclarator, readSpecifiers } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';

/**
 * What an expression is, as far as a file and its headers show: the name of its type without pointers and qualifiers, or, for a
 * structure without a name, its member list.
 */
export type TypeName = string | Members;

/** A list of member declarations and the unit that its text is in. */
interface Members {
  readonly unit: Unit;
  readonly list: SyntaxNode;
}

/** How many typedefs and initialisers are followed; a chain that is longer refers to itself. */
const maxSteps = 32;

/**
 * Names the types of expressions in a file by looking at declarations only: in the function, in the file, in headers of the
 * project, and in the catalogue. Reads just the units that mention a name, so that a hover costs the same in a long file as in a short one.
 */
export class TypeNames {
  readonly #files: readonly ParsedFile[];
  #steps = 0;

  /** @param headers that the file includes, as far as they are known */
  constructor(file: ParsedFile, headers: readonly ParsedFile[] = []) {
    this.#files = [file, ...headers];
  }

  /** Type of an expression. `path` leads from the unit's root to the node around the expression. */
  expression(unit: Unit, node: SyntaxNode, path: readonly SyntaxNode[]): TypeName | undefined {
    if (++this.#steps > maxSteps) return undefined;
    const inner = withoutParentheses(node);
    switch (inner.kind) {
      case 'identifier':
        return this.variable(unit, textOf(unit, inner), path, inner.start);
      case 'this':
        return ownerClass(unit, path);
      case 'field_expression': {
        const object = field(inner, 'argument');
        const name = field(inner, 'field');
        if (object === undefined || name === undefined) return undefined;
        const owner = this.expression(unit, object, path);
        const memberName = textOf(unit, name);
        return owner === undefined ? dispatchMember(memberName)?.pointerType : this.member(owner, memberName);
      }
      case 'cast_expression':
      case 'compound_literal_expression':
        return this.#described(unit, field(inner, 'type'));
      case 'call_expression':
        return this.#described(unit, castTarget(inner));
      case 'pointer_expression':
      case 'subscript_expression': {
        const object = field(inner, 'argument');
        return object && this.expression(unit, object, path);
      }
      default:
        return undefined;
    }
  }

  /** Type of a variable, parameter or, inside a class, member that is visible at an offset of the unit. */
  variable(unit: Unit, name: string, path: readonly SyntaxNode[], offset: number): TypeName | undefined {
    for (const scope of path.toReversed()) {
      for (const declaration of declarationsIn(scope, offset)) {
        const type = this.#declared(unit, declaration, name, path);
        if (type !== undefined) return type;
      }
    }
    const owner = ownerClass(unit, path);
    return (owner === undefined ? undefined : this.member(owner, name)) ?? this.#global(name);
  }

  /** Type of a member of a structure that the file or the catalogue knows. */
  member(owner: TypeName, name: string): TypeName | undefined {
    if (typeof owner === 'string') {
      const known = structureNamed(owner);
      if (known !== undefined) return lastWord(memberOf(known, name)?.type);
    }
    const members = typeof owner === 'string' ? this.structure(owner) : owner;
    return members === undefined ? undefined : this.#memberIn(members.unit, members.list, name);
  }

  /** Member list of a structure or class that the file defines, by tag, typedef or pointer typedef. */
  structure(name: string): Members | undefined {
    if (++this.#steps > maxSteps) return undefined;
    for (const unit of this.#unitsWith(name)) {
      if (unit.kind !== 'type' && unit.kind !== 'declaration') continue;
      for (const node of topLevel(unit.root())) {
        const specifier = node.kind === 'type_definition' ? field(node, 'type') : specifierIn(node);
        if (specifier === undefined) continue;
        const tag = nameOfType(specifier, (part) => textOf(unit, part));
        const typedefs = node.kind === 'type_definition' ? declaredNames(unit, node) : [];
        if (tag !== name && !typedefs.includes(name)) continue;
        const list = field(specifier, 'body');
        if (list !== undefined) return { unit, list };
        if (tag !== name && tag !== '') return this.structure(tag);
      }
    }
    return undefined;
  }

  /** Units that mention a name; found by their text, which costs no tree. */
  *#unitsWith(name: string): Generator<Unit> {
    for (const file of this.#files) {
      if (!file.text.includes(name)) continue;
      for (const { unit } of file.units) if (unit.source.includes(name)) yield unit;
    }
  }

  #global(name: string): TypeName | undefined {
    for (const unit of this.#unitsWith(name)) {
      if (unit.kind !== 'declaration') continue;
      for (const node of topLevel(unit.root())) {
        const type = this.#declared(unit, node, name, []);
        if (type !== undefined) return type;
      }
    }
    return undefined;
  }

  /** Type that a declaration gives to a name, if it declares it as an object. */
  #declared(unit: Unit, node: SyntaxNode, name: string, path: readonly SyntaxNode[]): TypeName | undefined {
    for (const child of node.children) {
      if (child.field !== 'declarator') continue;
      const declarator = readDeclarator(child);
      if (declarator.name === undefined || textOf(unit, declarator.name) !== name) continue;
      if (declarator.parameters !== undefined) return undefined;
      const type = this.#specified(unit, node);
      if (type !== 'auto' && type !== '__auto_type') return type;
      const init = field(child, 'value') ?? field(node, 'value');
      return init && this.expression(unit, init, path);
    }
    return undefined;
  }

  #memberIn(unit: Unit, list: SyntaxNode, name: string): TypeName | undefined {
    for (const node of list.children) {
      if (node.kind !== 'field_declaration') continue;
      const declarators = node.children
        .filter((child) => child.field === 'declarator')
        .map(readDeclarator)
        .filter(({ parameters }) => parameters === undefined); // a method is no object
      if (declarators.some((declarator) => declarator.name && textOf(unit, declarator.name) === name)) {
        return this.#specified(unit, node);
      }
      const nested = declarators.length === 0 ? this.#specified(unit, node) : undefined;
      if (nested === undefined || typeof nested === 'string') continue;
      const type = this.#memberIn(unit, nested.list, name);
      if (type !== undefined) return type;
    }
    return undefined;
  }

  #specified(unit: Unit, declaration: SyntaxNode): TypeName {
    const specifier = field(declaration, 'type');
    const list = specifier && field(specifier, 'body');
    return list === undefined
      ? readSpecifiers(declaration, (node) => textOf(unit, node)).typeName
      : { unit, list };
  }

  #described(unit: Unit, descriptor: SyntaxNode | undefined): TypeName | undefined {
    return descriptor && describedType(descriptor, (node) => textOf(unit, node)).name;
  }
}

/** Text of a node in the form that the tree was made from. */
export function textOf(unit: Unit, node: SyntaxNode): string {
  return unit.masked.slice(node.start, node.end);
}

/** Declarations that are children of one enclosing node and stand before an offset, the nearest first. */
export function declarationsIn(scope: SyntaxNode, offset: number): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (nodes: readonly SyntaxNode[]): void => {
    for (const node of nodes) {
      if (node.start >= offset) break;
      if (node.kind === 'declaration' || node.kind === 'parameter_declaration') found.push(node);
      else if (node.kind === 'condition_clause' || node.kind === 'init_statement') visit(node.children);
      // The head of a function whose body does not parse.
      else if (scope.kind === 'ERROR' && node.kind === 'function_declarator') {
        visit(readDeclarator(node).parameters?.children ?? []);
      }
    }
  };
  if (scope.kind === 'function_definition' || scope.kind === 'lambda_expression') {
    visit(readDeclarator(field(scope, 'declarator')).parameters?.children ?? []);
  } else if (scope.kind === 'for_range_loop') {
    found.push(scope);
  } else {
    visit(scope.children);
  }
  return found.reverse();
}

/** The type argument of `static_cast<T>(x)`. */
function castTarget(call: SyntaxNode): SyntaxNode | undefined {
  const callee = field(call, 'function');
  const list = callee?.kind === 'template_function' ? field(callee, 'arguments') : undefined;
  return list && parts(list).find((argument) => argument.kind === 'type_descriptor');
}

export function topLevel(root: SyntaxNode): readonly SyntaxNode[] {
  return root.kind === 'translation_unit' ? root.children : [root];
}

/** The structure that a node defines: itself, or the type of the variables that it declares. */
function specifierIn(node: SyntaxNode): SyntaxNode | undefined {
  const specifier = field(node, 'body') === undefined ? field(node, 'type') : node;
  return specifier && field(specifier, 'body') !== undefined ? specifier : undefined;
}

function declaredNames(unit: Unit, definition: SyntaxNode): string[] {
  return definition.children
    .filter((child) => child.field === 'declarator')
    .map((child) => readDeclarator(child).name)
    .map((name) => (name === undefined ? '' : textOf(unit, name)));
}

/** The class whose method a path is in: by its body, by the name of the function (`Socket::Open`), or by the unit's scope. */
function ownerClass(unit: Unit, path: readonly SyntaxNode[]): TypeName | undefined {
  const list = path.findLast((node) => node.kind === 'field_declaration_list');
  if (list !== undefined) return { unit, list };
  const method = path.find((node) => node.kind === 'function_definition');
  const qualifier = method && readDeclarator(field(method, 'declarator')).scope.at(-1);
  if (qualifier !== undefined) return textOf(unit, qualifier);
  const innermost = unit.scope.at(-1);
  return innermost?.kind === 'class' ? innermost.name : undefined;
}

/** `CONST WSK_PROVIDER_DISPATCH *` gives `WSK_PROVIDER_DISPATCH`. */
export function lastWord(type: string | undefined): string | undefined {
  return type?.match(/\w+(?=\W*$)/)?.[0];
}
