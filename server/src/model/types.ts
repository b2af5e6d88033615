import type { SyntaxNode } from '../syntax/node.ts';
import type { TypeRef } from './ir.ts';
import { field, firstPart } from './tree.ts';

/** A declarator taken apart: `*g_Table[4]`, `(*Callback)(PVOID)`, `&Npi`, `irp::ctor(...)`. */
export interface Declarator {
  /** The node that holds the name; undefined for abstract declarators and structured bindings. */
  readonly name: SyntaxNode | undefined;
  /** Qualifying namespaces and classes: `irp` in `irp::ctor`. */
  readonly scope: readonly SyntaxNode[];
  readonly pointers: number;
  readonly isReference: boolean;
  readonly array: boolean;
  /** Parameter list, when the declarator declares a function (not a pointer to one). */
  readonly parameters: SyntaxNode | undefined;
  /** Names of a C++ structured binding, else empty. */
  readonly bindings: readonly SyntaxNode[];
}

/** Takes a declarator apart; undefined gives the empty one. */
export function readDeclarator(declarator: SyntaxNode | undefined): Declarator {
  let node = declarator;
  let name: SyntaxNode | undefined;
  let parameters: SyntaxNode | undefined;
  let bindings: readonly SyntaxNode[] = [];
  const scope: SyntaxNode[] = [];
  let pointers = 0;
  let isReference = false;
  let array = false;
  while (node !== undefined) {
    switch (node.kind) {
      case 'pointer_declarator':
      case 'abstract_pointer_declarator':
        pointers++;
        parameters = undefined;
        node = field(node, 'declarator');
        break;
      case 'reference_declarator':
      case 'abstract_reference_declarator':
        isReference = true;
        parameters = undefined;
        node = firstPart(node);
        break;
      case 'array_declarator':
      case 'abstract_array_declarator':
        array = true;
        node = field(node, 'declarator');
        break;
      case 'function_declarator':
      case 'abstract_function_declarator':
        parameters = field(node, 'parameters');
        node = field(node, 'declarator');
        break;
      case 'init_declarator':
      case 'attributed_declarator':
      case 'parenthesized_declarator':
      case 'abstract_parenthesized_declarator':
        node = field(node, 'declarator') ?? node.children.find(isDeclarator);
        break;
      case 'qualified_identifier': {
        const qualifier = field(node, 'scope');
        if (qualifier !== undefined) scope.push(qualifier);
        node = field(node, 'name');
        break;
      }
      case 'operator_cast': {
        // Its type is part of the name: `operator bool`.
        const rest = field(node, 'declarator');
        parameters = rest && field(rest, 'parameters');
        name = rest === undefined ? node : { ...node, end: rest.start };
        node = undefined;
        break;
      }
      case 'structured_binding_declarator':
        bindings = node.children.filter((child) => child.named);
        node = undefined;
        break;
      default:
        name = node;
        node = undefined;
    }
  }
  return { name, scope, pointers, isReference, array, parameters, bindings };
}

function isDeclarator(node: SyntaxNode): boolean {
  return node.kind.endsWith('declarator') || node.kind.endsWith('identifier');
}

/** Storage and type words of a declaration, shared by its declarators. */
export interface Specifiers {
  readonly typeName: string;
  readonly isConst: boolean;
  readonly isStatic: boolean;
  readonly isExtern: boolean;
}

/** Reads the specifiers of a declaration, parameter, field or function definition. */
export function readSpecifiers(declaration: SyntaxNode, text: (node: SyntaxNode) => string): Specifiers {
  let typeName = '';
  let isConst = false;
  let isStatic = false;
  let isExtern = false;
  for (const child of declaration.children) {
    if (child.field === 'type') {
      typeName = nameOfType(child, text);
    } else if (child.kind === 'type_qualifier') {
      const word = text(child);
      if (word === 'const' || word === 'constexpr') isConst = true;
    } else if (child.kind === 'storage_class_specifier') {
      const word = text(child);
      if (word === 'static') isStatic = true;
      else if (word === 'extern') isExtern = true;
    } else if (child.field === 'declarator') {
      break;
    }
  }
  return { typeName, isConst, isStatic, isExtern };
}

/** Last name of a type: `_X` of `struct _X`, `irp` of `wsk::irp`, `vector` of `std::vector<T>`. */
export function nameOfType(type: SyntaxNode, text: (node: SyntaxNode) => string): string {
  const name = field(type, 'name');
  if (name !== undefined) return nameOfType(name, text);
  return type.children.some((child) => child.kind === 'field_declaration_list') ? '' : text(type);
}

/** The type that specifiers and one declarator make together. */
export function typeRef(specifiers: Specifiers, declarator: Declarator): TypeRef {
  return {
    name: specifiers.typeName,
    pointers: declarator.pointers + (declarator.isReference ? 1 : 0),
    isReference: declarator.isReference,
    array: declarator.array,
    isConst: specifiers.isConst,
  };
}

/** The type of a cast or template argument (`type_descriptor`). */
export function describedType(descriptor: SyntaxNode, text: (node: SyntaxNode) => string): TypeRef {
  return typeRef(readSpecifiers(descriptor, text), readDeclarator(field(descriptor, 'declarator')));
}

/** No value: `void`, or `VOID` of the Windows headers. As the one parameter of a function without a name, none at all. */
export function isVoid({ name, pointers }: Pick<TypeRef, 'name' | 'pointers'>): boolean {
  return (name === 'void' || name === 'VOID') && pointers === 0;
}

const scalarName =
  /^(?:bool|char|short|int|long|float|double|size_t|wchar_t|u?int\w*_t|(?:signed|unsigned)\b.*|NTSTATUS|BOOLEAN|BOOL|U?LONG(?:LONG|64|32|_PTR)?|U?INT(?:8|16|32|64|_PTR)?|U?SHORT|U?CHAR|WCHAR|KIRQL|S?SIZE_T|HANDLE|PVOID)$/;

/** Whether a type is a number, handle or plain pointer by its name, in C or in the Windows headers. */
export function isScalarName(name: string): boolean {
  return scalarName.test(name);
}

/** Whether a variable of a type is a single value that a constructor cannot make anything else of. */
export function isScalar(typeName: string, pointers: number): boolean {
  return pointers > 0 || isScalarName(typeName) || /^(?:auto|P[A-Z][A-Z0-9_]*)$/.test(typeName);
}
