/**
 * A plain copy of one node of the concrete syntax tree, made in one cursor pass and free of WebAssembly memory.
 * Offsets are UTF-16 code units relative to the start of the {@link Unit} (or fragment) that the node belongs to,
 * so a node stays valid while text before its unit changes.
 */
export interface SyntaxNode {
  /**
   * Node type as the grammar names it, e.g. `call_expression`; `ERROR` for text that does not parse, and for what lies
   * deeper than code that people write (it then has no children).
   */
  readonly kind: string;
  /** Field name in the parent, e.g. `condition`. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly named: boolean;
  /** Inserted by error recovery; has no text. */
  readonly missing: boolean;
  /** The node or a descendant is an ERROR or missing. */
  readonly hasError: boolean;
  readonly children: readonly SyntaxNode[];
}
