import type * as TS from 'web-tree-sitter';
import type { SyntaxNode } from './node.ts';

/** A node under construction: children are appended and the error flag is raised while the cursor walks. */
interface MutableNode extends SyntaxNode {
  hasError: boolean;
  readonly children: MutableNode[];
}

/** What is known of a node type without asking the cursor, since each question crosses into WebAssembly. */
interface TypeFacts {
  readonly kind: string;
  readonly named: boolean;
  /** Never has children. */
  readonly isLeaf: boolean;
  /** Length of its text, when that is the same everywhere. */
  readonly length: number | undefined;
}

/**
 * Levels that are copied; what lies deeper becomes an ERROR without children. Whoever walks a tree recursively can
 * rely on that, and code that people write stays far below it.
 */
const maxDepth = 800;

const errorType: TypeFacts = { kind: 'ERROR', named: true, isLeaf: false, length: undefined };
const leafKinds = new Set([
  'identifier',
  'field_identifier',
  'type_identifier',
  'namespace_identifier',
  'statement_identifier',
  'primitive_type',
  'number_literal',
  'string_content',
  'escape_sequence',
  'comment',
]);

/**
 * Copies a tree into plain data in one cursor pass, without recursion. Offsets become relative to `start` and lie
 * within 0 and `length`. The caller keeps ownership of the tree.
 */
export function flatten(tree: TS.Tree, start: number, length: number): SyntaxNode {
  const { fields } = tree.language;
  const types = factsOf(tree.language);
  const mayBeMissing = tree.rootNode.hasError;
  const cursor = tree.walk();
  const ancestors: MutableNode[] = [];
  const place = (index: number): number => Math.min(Math.max(index - start, 0), length);
  const copy = (facts: TypeFacts): MutableNode => {
    const from = cursor.startIndex;
    const to = facts.length === undefined || mayBeMissing ? cursor.endIndex : from + facts.length;
    const missing = mayBeMissing && from === to && cursor.nodeIsMissing;
    const tooDeep = facts.named && ancestors.length >= maxDepth;
    return {
      kind: tooDeep ? 'ERROR' : facts.kind,
      field: fields[cursor.currentFieldId] ?? undefined,
      start: place(from),
      end: place(to),
      named: facts.named,
      missing,
      hasError: missing || tooDeep || facts === errorType,
      children: [],
    };
  };
  try {
    let facts = types[cursor.nodeTypeId] ?? errorType;
    const root = copy(facts);
    let node = root;
    for (;;) {
      if (!facts.isLeaf && ancestors.length < maxDepth && cursor.gotoFirstChild()) {
        ancestors.push(node);
      } else {
        while (!cursor.gotoNextSibling()) {
          ancestors.pop();
          if (ancestors.length === 0) return root;
          cursor.gotoParent();
        }
      }
      facts = types[cursor.nodeTypeId] ?? errorType;
      node = copy(facts);
      ancestors.at(-1)?.children.push(node);
      if (node.hasError) raise(ancestors);
    }
  } finally {
    cursor.delete();
  }
}

function raise(ancestors: readonly MutableNode[]): void {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const ancestor = ancestors[i];
    if (ancestor === undefined || ancestor.hasError) return;
    ancestor.hasError = true;
  }
}

const factsByLanguage = new WeakMap<TS.Language, readonly TypeFacts[]>();

function factsOf(language: TS.Language): readonly TypeFacts[] {
  const known = factsByLanguage.get(language);
  if (known !== undefined) return known;
  const facts = language.types.map((kind, type): TypeFacts => {
    const named = language.nodeTypeIsNamed(type);
    // Directives and line ends are spelled in several ways; every other anonymous node is a literal token.
    const isLiteral = !named && !/[#\s]/.test(kind);
    return {
      kind,
      named,
      isLeaf: !named || leafKinds.has(kind),
      length: isLiteral ? kind.length : undefined,
    };
  });
  factsByLanguage.set(language, facts);
  return facts;
}
