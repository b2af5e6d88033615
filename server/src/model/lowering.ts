import type { Span } from '../base/text.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import type { Unit } from '../syntax/unit.ts';
import type { Classes } from './classes.ts';
import { GraphBuilder } from './graph.ts';
import type { Call, Expr, FunctionModel, Macro, SwitchCase, TypeRef, Variable } from './ir.ts';
import { pasteSeparator, type MacroBodies, type MacroTable } from './macros.ts';
import { withoutParentheses } from './tree.ts';

/** What lowering needs to know besides the unit. */
export interface LoweringContext {
  readonly macros: MacroTable;
  readonly bodies: MacroBodies;
  readonly classes: Classes;
}

/** An argument as written, with the source that its node is in. */
export interface Operand {
  readonly node: SyntaxNode;
  readonly source: Source;
}

/** The text that node offsets refer to: the unit, or the body of a macro that is being expanded. */
export interface Source {
  readonly text: string;
  /** Span of the macro invocation, which all nodes of its body carry; undefined in the unit itself. */
  readonly span: Span | undefined;
  /** Arguments by macro parameter: one each; any number for `__VA_ARGS__`, none where too few were given. */
  readonly bindings: ReadonlyMap<string, readonly Operand[]> | undefined;
  /** Macros being expanded, innermost first: none is expanded inside itself. */
  readonly expanding: { readonly name: string; readonly outer: Source['expanding'] } | undefined;
}

/** What a name in scope stands for. */
export interface Binding {
  /** Unique in the function. */
  readonly name: string;
  readonly type: TypeRef;
}

/** Names declared in one block; a block without declarations has no map. */
export interface Scope {
  readonly outer: Scope | undefined;
  names: Map<string, Binding> | undefined;
}

/** The block that exceptions go to, and whether any does. */
interface Handler {
  readonly block: number;
  isReached: boolean;
}

/** A construct that jumps can leave or aim at, or an object that lives in one; innermost and youngest first. */
export interface Frame {
  readonly outer: Frame | undefined;
  readonly scope: Scope;
  readonly breakTo?: number;
  readonly continueTo?: number;
  /** Where `__leave` goes. */
  readonly leaveTo?: number;
  readonly handler?: Handler;
  /** `__finally` body, to be run on each way out. */
  readonly finallyBody?: Operand;
  /** Object to be destroyed on each way out. */
  readonly destroys?: { readonly object: Expr; readonly className: string };
  /** Collects the cases of a `switch`. */
  readonly cases?: SwitchCase[];
}

/** A `goto` to a label further down, which is not known yet. */
export interface PendingGoto {
  readonly label: string;
  /** Where the jump starts. */
  readonly block: number;
  readonly frame: Frame | undefined;
  readonly scope: Scope;
  readonly span: Span;
}

/** The mutually recursive parts of lowering, bound together in functions.ts so that their files need no cycle. */
export interface Visitors {
  value(lowering: Lowering, node: SyntaxNode): Expr;
  discard(lowering: Lowering, node: SyntaxNode): void;
  condition(lowering: Lowering, node: SyntaxNode, then: number, otherwise: number, statement: Span): void;
  call(lowering: Lowering, node: SyntaxNode, use: Call['use']): Expr;
  statement(lowering: Lowering, node: SyntaxNode): void;
  lambda(lowering: Lowering, node: SyntaxNode): FunctionModel;
}

/** Nesting beyond which the rest of a function is given up: the stack has an end. */
const maxDepth = 250;
/** Blocks beyond which a function is given up: copies of `__finally` bodies and macros can multiply. */
const maxBlocks = 20_000;
const maxExpansions = 5_000;
/** Calls beyond which a function is given up: objects within objects can multiply. */
const maxCalls = 50_000;

/** State of lowering one function, and the ways from one kind of node to another. */
export class Lowering {
  readonly graph = new GraphBuilder();
  readonly locals: Variable[] = [];
  readonly lambdas: FunctionModel[] = [];
  /** Blocks that labels start, with the frame they are in. */
  readonly labels = new Map<string, { readonly block: number; readonly frame: Frame | undefined }>();
  /** Jumps to labels that were not seen yet. */
  readonly gotos: PendingGoto[] = [];
  /** Something could not be lowered: rules stay silent about the function. */
  failed = false;
  source: Source;
  scope: Scope;
  frame: Frame | undefined;
  /** See {@link Call.insideMacro}. */
  insideMacro: string | undefined;
  #depth: number;
  #expansions = 0;
  #calls = 0;
  #temps = 0;
  #labelNames: ReadonlySet<string> | undefined;
  readonly #ownMacros = new Map<string, Macro>();
  readonly #locals = new Map<string, TypeRef>();
  readonly #shadows = new Map<string, number>();

  constructor(
    readonly context: LoweringContext,
    readonly unit: Unit,
    readonly visitors: Visitors,
    readonly body: SyntaxNode,
    source: Source,
    /** The class that a method, or the method around a lambda, belongs to. */
    readonly ownerClass?: string,
    /** The function around a lambda, whose variables the lambda sees. */
    readonly outer?: Lowering,
  ) {
    this.source = source;
    this.scope = { outer: outer?.scope, names: undefined };
    this.#depth = outer === undefined ? 0 : outer.#depth;
  }

  text(node: SyntaxNode): string {
    return this.source.text.slice(node.start, node.end);
  }

  /** A name after macro expansion: parameters replaced, `##` joined. For names that are not expressions. */
  nameText(node: SyntaxNode): string {
    const text = this.text(node);
    if (this.source.bindings === undefined) return text;
    return text
      .split(pasteSeparator)
      .map((piece) => this.#argumentText(piece) ?? piece)
      .join('');
  }

  span(node: SyntaxNode): Span {
    return this.source.span ?? { start: node.start, end: node.end };
  }

  nextCall(): number {
    if (this.#calls >= maxCalls) this.failed = true;
    return this.#calls++;
  }

  nextTemp(): number {
    return this.#temps++;
  }

  /** Lowers an expression whose value is used; its calls and assignments go to the current block. */
  value(node: SyntaxNode): Expr {
    return this.visitors.value(this, node);
  }

  /** Lowers an expression for its effects. */
  discard(node: SyntaxNode): void {
    this.visitors.discard(this, node);
  }

  /** Lowers a test: control goes to one of two blocks. `statement` is the statement that the test belongs to. */
  condition(node: SyntaxNode, then: number, otherwise: number, statement: Span): void {
    this.visitors.condition(this, node, then, otherwise, statement);
  }

  call(node: SyntaxNode, use: Call['use']): Expr {
    return this.visitors.call(this, node, use);
  }

  statement(node: SyntaxNode): void {
    this.visitors.statement(this, node);
  }

  lambda(node: SyntaxNode): FunctionModel {
    return this.visitors.lambda(this, node);
  }

  /** One level deeper; false, and the function failed, when that is too deep. To be matched by {@link leave}. */
  enter(): boolean {
    if (this.#depth >= maxDepth || this.graph.size > maxBlocks) {
      this.failed = true;
      return false;
    }
    this.#depth++;
    return true;
  }

  leave(): void {
    this.#depth--;
  }

  /** Runs `lower` with another text to read nodes from. */
  within<T>(source: Source, lower: () => T): T {
    const outer = this.source;
    this.source = source;
    const result = lower();
    this.source = outer;
    return result;
  }

  /** Runs `lower` inside a frame. */
  framed(frame: Omit<Frame, 'outer' | 'scope'>, lower: () => void): void {
    const outer = this.frame;
    this.frame = { ...frame, outer, scope: this.scope };
    lower();
    this.frame = outer;
  }

  /** The source of a macro's body; undefined when the macro must not be expanded (again) here. */
  expansion(
    name: string,
    text: string,
    invocation: SyntaxNode,
    bindings: Source['bindings'],
  ): Source | undefined {
    for (let outer = this.source.expanding; outer !== undefined; outer = outer.outer) {
      if (outer.name === name) return undefined;
    }
    if (++this.#expansions > maxExpansions) {
      this.failed = true;
      return undefined;
    }
    return { text, bindings, span: this.span(invocation), expanding: { name, outer: this.source.expanding } };
  }

  /** The macro that a name means here: one defined earlier in the function or at file scope, if no variable hides it. */
  macro(name: string): Macro | undefined {
    const macro = this.#ownMacros.get(name) ?? this.context.macros.get(name);
    return macro === undefined || this.lookup(name) !== undefined ? undefined : macro;
  }

  /** Enters a macro that is defined inside the function. */
  define(macro: Macro): void {
    this.#ownMacros.set(macro.name, macro);
  }

  /** Enters a name into the current scope; gives its unique name. */
  bind(name: string, type: TypeRef): string {
    let unique = name;
    if (this.scope.names?.has(name) !== true && this.lookup(name) !== undefined) {
      const count = (this.#shadows.get(name) ?? 1) + 1;
      this.#shadows.set(name, count);
      unique = `${name}#${count}`;
    }
    (this.scope.names ??= new Map()).set(name, { name: unique, type });
    this.#locals.set(unique, type);
    return unique;
  }

  /** The local variable or parameter that a name means here. */
  lookup(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this.scope; scope !== undefined; scope = scope.outer) {
      const binding = scope.names?.get(name);
      if (binding !== undefined) return binding;
    }
    return undefined;
  }

  /** All local variables and parameters that can be named here. */
  bindings(): Binding[] {
    const visible = new Map<string, Binding>();
    for (let scope: Scope | undefined = this.scope; scope !== undefined; scope = scope.outer) {
      for (const [name, binding] of scope.names ?? []) if (!visible.has(name)) visible.set(name, binding);
    }
    return [...visible.values()];
  }

  /** Type of the local variable or parameter that has a unique name. */
  localType(unique: string): TypeRef | undefined {
    return this.#locals.get(unique) ?? this.outer?.localType(unique);
  }

  /** Type of a data member of the class that the method belongs to. */
  memberType(name: string): TypeRef | undefined {
    if (this.ownerClass === undefined) return undefined;
    return this.context.classes.named(this.ownerClass)?.members.find((member) => member.name === name)?.type;
  }

  /** Whether the function has a label of this name, seen already or not. */
  hasLabel(name: string): boolean {
    this.#labelNames ??= this.#findLabels();
    return this.#labelNames.has(name);
  }

  /** Whether the function has any label. */
  hasLabels(): boolean {
    this.#labelNames ??= this.#findLabels();
    return this.#labelNames.size > 0;
  }

  #findLabels(): ReadonlySet<string> {
    const names = new Set<string>();
    const pending = [this.body];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.kind === 'statement_identifier' && node.field === 'label') names.add(this.text(node));
      else if (!node.kind.endsWith('expression')) pending.push(...node.children);
    }
    return names;
  }

  #argumentText(name: string): string | undefined {
    const argument = this.source.bindings?.get(name)?.[0];
    if (argument === undefined) return undefined;
    return this.within(argument.source, () => this.nameText(withoutParentheses(argument.node)));
  }
}
