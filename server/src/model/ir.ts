/**
 * The intermediate representation that flow analysis works on: a control-flow graph of simple operations per function.
 *
 * Invariants of this folder:
 * - Lowering never throws, on any tree: what it cannot express becomes `unknown`, what it gives up sets `hasError`.
 * - Its depth and the size of its result are bounded, whatever the nesting, `__finally` bodies and macros of the source.
 * - A model is plain immutable data without positions in the file, made on first demand and kept while its unit lives.
 * - A tree is walked once; nothing here parses but the bodies of macros, each once.
 *
 * Plain immutable data. All spans are relative to the start of the unit that the function comes from; text that a macro
 * expanded to carries the span of the macro's invocation (its arguments keep their own spans).
 */
import type { Span } from '../base/text.ts';
import type { Annotation, Unit } from '../syntax/unit.ts';

/** A declared type, reduced to what the analysis asks: `static const WSK_CLIENT_DISPATCH *x[4]`. */
export interface TypeRef {
  /** Last type name without qualifiers: `WSK_CLIENT_DISPATCH`, `unsigned long`, `auto`. `struct _X` gives `_X`. */
  readonly name: string;
  /** Levels of `*`, and one more for a C++ reference. */
  readonly pointers: number;
  /** A C++ `&` or `&&`: uses of the name are lowered as dereferences, the initialiser as an address. */
  readonly isReference: boolean;
  readonly array: boolean;
  readonly isConst: boolean;
}

export interface Variable {
  /**
   * As declared; a local that hides another local or a parameter is renamed to `name#2`, `name#3`, ..., here and in every
   * expression, so that one name means one object throughout a function.
   */
  readonly name: string;
  readonly type: TypeRef;
  readonly storage: 'parameter' | 'local' | 'static-local' | 'global' | 'static-global' | 'extern' | 'field';
  /** Span of the declared name. */
  readonly nameSpan: Span;
  /** Span of the whole declaration statement (for a parameter, the parameter). */
  readonly span: Span;
  readonly init: Expr | undefined;
  readonly annotations: readonly Annotation[];
}

/** Operand and value expressions. Calls are operations of their block; an expression refers to their value by id. */
export type Expr = { readonly span: Span } &
  /**
   * A variable, function or constant; C++ qualified names in full (`ns::x`). A condition of the preprocessor inside a
   * function is a branch on a name that starts with `#`, e.g. `#defined(DBG)`: the same everywhere, never assigned.
   */
  (
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'number'; readonly value: number; readonly text: string }
    | { readonly kind: 'string' }
    /** Value that a `&&`, `||` or `?:` left in a temporary (see the `temp` operation). */
    | { readonly kind: 'temp'; readonly id: number }
    /** Value of the call operation with this id. */
    | { readonly kind: 'call'; readonly id: number }
    | { readonly kind: 'member'; readonly object: Expr; readonly field: string; readonly arrow: boolean }
    | { readonly kind: 'index'; readonly object: Expr; readonly index: Expr }
    | { readonly kind: 'deref'; readonly operand: Expr }
    | { readonly kind: 'address'; readonly operand: Expr }
    | { readonly kind: 'unary'; readonly op: '!' | '-' | '~' | '+'; readonly operand: Expr }
    | { readonly kind: 'binary'; readonly op: BinaryOp; readonly left: Expr; readonly right: Expr }
    | { readonly kind: 'cast'; readonly type: TypeRef; readonly operand: Expr }
    | { readonly kind: 'init'; readonly entries: readonly InitEntry[] }
    | { readonly kind: 'sizeof'; readonly text: string }
    | { readonly kind: 'this' }
    | { readonly kind: 'lambda'; readonly index: number }
    /** Anything else; operands are what it may read. */
    | { readonly kind: 'unknown'; readonly operands: readonly Expr[] }
  );

export type BinaryOp =
  '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>' | '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface InitEntry {
  /** Member name of a designated initialiser. */
  readonly field: string | undefined;
  readonly value: Expr;
}

export interface Call {
  /** Unique in the function. */
  readonly id: number;
  /**
   * Name by which the catalogue or another function is looked up: the plain function name, or the last member name of a
   * call through a pointer (`Sock->Dispatch->WskSend` gives `WskSend`); undefined when there is none.
   */
  readonly name: string | undefined;
  /** `direct`: a plain name. `member`: through `.`/`->` (dispatch table, C++ method). `indirect`: any other expression. */
  readonly via: 'direct' | 'member' | 'indirect';
  /** The callee expression; for `member` its object is the receiver. */
  readonly callee: Expr;
  readonly args: readonly Expr[];
  readonly span: Span;
  /** How the value is used where the call stands. */
  readonly use: 'value' | 'discarded' | 'void-cast';
  /**
   * Name of the innermost function-like macro with an unknown definition in whose arguments the call was written, if any
   * (a check wrapped around the call may be hidden in it). `NT_SUCCESS` and its like do not count.
   */
  readonly insideMacro: string | undefined;
}

export type Op =
  | { readonly kind: 'call'; readonly call: Call; readonly span: Span }
  /** `target` is an lvalue; a compound assignment carries its operator, `++` is `+` with 1. */
  | {
      readonly kind: 'assign';
      readonly target: Expr;
      readonly value: Expr;
      readonly compound: BinaryOp | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'declare'; readonly variable: Variable; readonly span: Span }
  | { readonly kind: 'temp'; readonly id: number; readonly value: Expr; readonly span: Span }
  /**
   * A statement macro whose definition is not known: it may do anything with its arguments, or leave the function. One that
   * is written without arguments has the variables as such that hold a status.
   */
  | { readonly kind: 'opaque'; readonly macro: string; readonly args: readonly Expr[]; readonly span: Span };

export type Terminator =
  | { readonly kind: 'goto'; readonly to: number }
  /** `statement` spans the whole statement the test belongs to, for fixes and path texts. */
  | {
      readonly kind: 'branch';
      readonly condition: Expr;
      readonly then: number;
      readonly else: number;
      readonly span: Span;
    }
  | {
      readonly kind: 'switch';
      readonly value: Expr;
      readonly cases: readonly SwitchCase[];
      readonly span: Span;
    }
  /**
   * `value` is undefined for `return;` and for falling off the end (span then is the closing brace). The end of a thread,
   * `PsTerminateSystemThread(value)`, leaves the functions around this one as well.
   */
  | {
      readonly kind: 'return';
      readonly value: Expr | undefined;
      readonly span: Span;
      readonly by: 'statement' | 'end' | 'thread-end';
    }
  /** Nondeterministic choice: exception edges of `__try`/`try` bodies, opaque macros, computed goto. */
  | { readonly kind: 'choice'; readonly to: readonly number[] }
  /** Leaves the function by an exception or a call that does not return. */
  | { readonly kind: 'stop'; readonly reason: 'throw' | 'noreturn'; readonly span: Span };

export interface SwitchCase {
  /** undefined for `default` (always present: lowering adds one that leads past the switch). */
  readonly value: Expr | undefined;
  readonly to: number;
}

export interface Block {
  readonly id: number;
  readonly ops: readonly Op[];
  readonly end: Terminator;
}

export interface FunctionModel {
  /** The unit that the function was lowered from; that of the function around it for a lambda. */
  readonly unit: Unit;
  /** Last name: `ctor` of `irp::ctor`, `<lambda>` of a lambda. */
  readonly name: string;
  /** With namespaces and classes: `irp::ctor`; equals `name` in C. */
  readonly qualifiedName: string;
  readonly nameSpan: Span;
  /** Span of the whole definition, and of the body's braces. */
  readonly span: Span;
  readonly bodySpan: Span;
  readonly returnType: TypeRef;
  readonly isStatic: boolean;
  /** Annotations on the function itself, not on its parameters. */
  readonly annotations: readonly Annotation[];
  readonly parameters: readonly Variable[];
  readonly locals: readonly Variable[];
  /**
   * In reverse postorder: `blocks[0]` is the entry, `blocks[i].id === i`, and an edge to a lower id closes a loop. Blocks
   * that cannot be reached are left out.
   */
  readonly blocks: readonly Block[];
  /** Label names of the function with the block that each starts; labels that nothing reaches are left out. */
  readonly labels: ReadonlyMap<string, number>;
  /** Syntax errors inside the body, or it is nested too deep to be lowered: rules stay silent about the function. */
  readonly hasError: boolean;
  /** Lambdas written in the body, in source order; functions of their own. */
  readonly lambdas: readonly FunctionModel[];
  /** The class that a method belongs to, else undefined. */
  readonly ownerClass: string | undefined;
}

export interface Macro {
  readonly name: string;
  /** undefined for an object-like macro. A variadic macro's last parameter is `...`. */
  readonly parameters: readonly string[] | undefined;
  /** Replacement text, line continuations and comments removed. */
  readonly body: string;
}

export interface StructType {
  readonly name: string;
  /** With the members of anonymous structures and unions in it, without static members of a class. */
  readonly fields: readonly { readonly name: string; readonly type: TypeRef }[];
}

export interface Prototype {
  readonly name: string;
  /** `DRIVER_INITIALIZE` for `DRIVER_INITIALIZE DriverEntry;`, else undefined. */
  readonly roleType: string | undefined;
  readonly isStatic: boolean;
  readonly annotations: readonly Annotation[];
}

/** A variable of file or namespace scope. Its spans are relative to the start of its unit. */
export interface Global extends Variable {
  readonly unit: Unit;
  /** See {@link FileFunction.identifiers}. */
  identifiers(): ReadonlySet<string>;
  /** The calls in the initialiser (mostly macros such as `MAKE_WSK_VERSION`), which its `call` expressions refer to. */
  readonly calls: readonly Call[];
}

/** A function definition of a file; lowered when its model is asked for. */
export interface FileFunction {
  readonly name: string;
  /** The class that it is a method of. */
  readonly ownerClass: string | undefined;
  readonly unit: Unit;
  /** Every identifier in the unit and in the macros that it uses: nothing else can be mentioned in the model. */
  identifiers(): ReadonlySet<string>;
  /** The same object for every version of the file in which neither the unit nor a macro changed. */
  model(): FunctionModel;
}

/**
 * One file, as the analysis sees it. Everything is made on first demand. Names are last names: `g_Reg` of `ns::g_Reg`.
 * Where branches of an `#if` define a name twice, both definitions are there. Functions and `globals` are its own; what is
 * asked for by name is also found in the headers that it includes, as far as they are seen.
 */
export interface FileModel {
  readonly functions: readonly FileFunction[];
  /** Units that declare a structure, union, enumeration or class. */
  readonly types: readonly Unit[];
  /** The unit is one of this version of the file. */
  owns(unit: Unit): boolean;
  /** Functions and variables of file scope whose text, macros included, has an identifier in it. */
  usersOf(identifier: string): readonly (FileFunction | Global)[];
  functionsNamed(name: string): readonly FileFunction[];
  readonly globals: readonly Global[];
  globalsNamed(name: string): readonly Global[];
  prototypesNamed(name: string): readonly Prototype[];
  /** A structure, union or class by its name, a typedef of it, or a typedef of a pointer to it. */
  structNamed(name: string): StructType | undefined;
  /** What its own typedefs and `using` declarations stand for, by name. */
  readonly aliases: ReadonlyMap<string, TypeRef>;
  /** What a typedef or `using` declaration stands for; undefined for any other name. */
  aliasNamed(name: string): TypeRef | undefined;
  /** Value of an enumerator (`a`, and `E::a` for those of an `enum class`); undefined when it is not known. */
  enumerator(name: string): number | undefined;
  /** Section of the code of a function, by `#pragma alloc_text`, `#pragma code_seg` or an annotation: `PAGE`, `INIT`. */
  codeSectionOf(fn: FileFunction): string | undefined;
  /** Section of a variable, by `#pragma data_seg` and its like or an annotation. */
  dataSectionOf(variable: Global): string | undefined;
  /** File offset of a unit of this version of the file. */
  startOf(unit: Unit): number;
  /** File offset where the comments begin that stand right above a unit, without a blank line; its own where none does. */
  startOfComments(unit: Unit): number;
  /** How the line of a file offset ends: `\n`, `\r\n` or `\r`; the last line as the one before. */
  lineEndingAt(offset: number): string;
  macro(name: string): Macro | undefined;
}
