import type { Span } from '../base/text.ts';
import type { SyntaxNode } from './node.ts';

export type Language = 'c' | 'cpp';

/**
 * `function`: a definition with a body. `declaration`: variables, prototypes, typedefs. `type`: a struct, union, enum or
 * class (its methods with a body are function units of their own). `define`: `#define`. `include`: `#include`.
 * `pragma`: `#pragma` and other preprocessor calls. `error`: text that did not parse. `other`: anything else.
 */
export type UnitKind = 'function' | 'declaration' | 'type' | 'define' | 'include' | 'pragma' | 'error' | 'other';

/** SAL or another annotation that the mask blanked out, kept since it is evidence (IRQL, must-inspect, roles). */
export interface Annotation extends Span {
  /** E.g. `_IRQL_requires_max_`. */
  readonly name: string;
  /** Text between the parentheses, undefined when there are none. */
  readonly argument: string | undefined;
}

/**
 * A top-level piece of a file: what is cached, compared and analysed on its own. Container nodes (`#if`, `extern "C"`,
 * namespaces, class bodies) are descended into, so their members are units of their own.
 */
export interface Unit {
  readonly kind: UnitKind;
  /** File offsets. */
  readonly span: Span;
  /** Declared name of a function, or macro name of a define; undefined where there is none or several. */
  readonly name: string | undefined;
  /** Original text of the unit. */
  readonly source: string;
  /** Masked text, same length as `source`: what the tree was made from. */
  readonly masked: string;
  /** Annotations inside the unit (and directly before it), offsets relative to the unit's start; may be negative. */
  readonly annotations: readonly Annotation[];
  /** Enclosing namespaces and classes, outermost first; the name is '' for anonymous ones. */
  readonly scope: readonly { readonly kind: 'namespace' | 'class'; readonly name: string }[];
  /** Conditions of the enclosing `#if`/`#else` branches, outermost first, e.g. `DBG` or `!(DBG)`. */
  readonly conditions: readonly string[];
  readonly hasError: boolean;
  /** Every identifier in the masked text, comments and strings excluded; computed once on demand. */
  identifiers(): ReadonlySet<string>;
  /** The unit's tree; made once on demand, plain data from then on. */
  root(): SyntaxNode;
}

/** One parsed version of a file. Units whose text did not change are the same objects as in the version before. */
export interface ParsedFile {
  readonly text: string;
  readonly masked: string;
  readonly language: Language;
  readonly units: readonly Unit[];
  /** Number of ERROR and MISSING nodes in the whole tree. */
  readonly errorCount: number;
  /** Frees the WebAssembly tree. Units already read through `root()` stay valid; others are parsed anew from their text. */
  dispose(): void;
}
