import type { Span } from '../base/text.ts';
import type { SyntaxNode } from './node.ts';

export type Language = 'c' | 'cpp';

/**
 * `function`: a definition with a body. `declaration`: variables, prototypes, typedefs. `type`: a struct, union, enum or
 * class (its methods with a body are function units of their own). `define`: `#define`. `include`: `#include`.
 * `pragma`: `#pragma` and other preprocessor lines. `error`: text that did not parse. `other`: anything else.
 */
export type UnitKind =
  'function' | 'declaration' | 'type' | 'define' | 'include' | 'pragma' | 'error' | 'other';

/** SAL or another annotation that the mask blanked out, kept since it is evidence (IRQL, must-inspect, roles). */
export interface Annotation extends Span {
  /** E.g. `_IRQL_requires_max_`. */
  readonly name: string;
  /** Text between the parentheses, undefined when there are none. */
  readonly argument: string | undefined;
}

/** A namespace or class around a unit; the name is '' for anonymous ones. */
export interface Scope {
  readonly kind: 'namespace' | 'class';
  readonly name: string;
}

/**
 * A top-level piece of a file: what is cached, compared and analysed on its own. Container nodes (`#if`, `extern "C"`,
 * namespaces, class bodies) are descended into, so their members are units of their own.
 *
 * A unit does not know where it stands: all its offsets are relative to its start, so that it stays the same object
 * while text before it changes. It is immutable to the outside; parts are computed on demand and then kept.
 */
export interface Unit {
  readonly kind: UnitKind;
  readonly language: Language;
  /**
   * Declared name of a function (also of a prototype), type or define, without qualifiers: `Open` for `Socket::Open`,
   * `~Socket`, `operator==`. Undefined where there is none or several.
   */
  readonly name: string | undefined;
  /**
   * Original text of the unit, from its first token (annotations included) to its last. Code that no build takes
   * (`#if 0`, `#ifdef __cplusplus` in C) belongs to no unit.
   */
  readonly source: string;
  /** Masked text, same length as `source`: what the tree is made from. A class's methods have empty bodies in it. */
  readonly masked: string;
  /** Annotations of the unit, in source order, offsets relative to the unit's start. */
  readonly annotations: readonly Annotation[];
  /** Enclosing namespaces and classes, outermost first. */
  readonly scope: readonly Scope[];
  /** Conditions of the enclosing `#if`/`#else` branches, outermost first, e.g. `DBG` or `!(DBG)`. */
  readonly conditions: readonly string[];
  /** The tree has an ERROR or MISSING node. Makes the tree when it was not asked for before. */
  readonly hasError: boolean;
  /** Every identifier in the masked text, comments and strings excluded; computed once on demand. */
  identifiers(): ReadonlySet<string>;
  /**
   * The unit's tree: plain data, made on demand, and again when nobody held on to it. It is the node of the definition
   * or declaration itself (`function_definition`, out of a template or `extern "C"` around it; `declaration`, ...), or the
   * list around it (`translation_unit`, `field_declaration_list`) when the text is not exactly one construct.
   */
  root(): SyntaxNode;
}

/** A unit and where it stands in one version of a file. */
export interface PlacedUnit {
  readonly unit: Unit;
  /** File offset of the unit's first character; it ends at `start + unit.source.length`. */
  readonly start: number;
}

/** One parsed version of a file. Units whose text did not change are the same objects as in the version before. */
export interface ParsedFile {
  readonly text: string;
  readonly language: Language;
  /** In source order. A class comes before its methods, which lie inside it; other units do not overlap. */
  readonly units: readonly PlacedUnit[];
  /** All braces and all `#if`s have their partners. Where they have not, units may have got what belongs to others. */
  readonly isBalanced: boolean;
  /** Number of ERROR and MISSING nodes over all units. Makes every tree: for reports, not for each keystroke. */
  errorCount(): number;
}
