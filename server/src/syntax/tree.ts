import type * as TS from 'web-tree-sitter';
import type { SyntaxNode } from './node.ts';

/** A node under construction: children are appended and the error flag is raised while the cursor walks. */
interface MutableNode extends SyntaxNode {
  hasError: boolean;
  readonly children: MutableNode[];
}

/**
 * Levels that are copied; what lies deeper becomes an ERROR without children. Whoever walks a tree recursively can
 * rely on that, and code that people write stays far below it.
 */
const maxDepth = 800;

/**
 * Copies a tree into plain data in one cursor pass, without recursion. Offsets become relative to `start` and lie
 * within 0 and `length`. The caller keeps ownership of the tree.
 */
export function flatten(tree: TS.Tree, start: number, length: number): SyntaxNode {
  const { types, fields } = tree.language;
  const named = namedTypes(tree.language);
  const cursor = tree.walk();
  const place = (index: number): number => Math.min(Math.max(index - start, 0), length);
  const ancestors: MutableNode[] = [];
  const copy = (): MutableNode => {
    const type = cursor.nodeTypeId;
    const from = cursor.startIndex;
    const to = cursor.endIndex;
    const missing = from === to && cursor.nodeIsMissing;
    const isNamed = named[type] ?? true;
    const kind = isNamed && ancestors.length >= maxDepth ? 'ERROR' : (types[type] ?? 'ERROR');
    return {
      kind,
      field: fields[cursor.currentFieldId] ?? undefined,
      start: place(from),
      end: place(to),
      named: isNamed,
      missing,
      hasError: missing || kind === 'ERROR',
      children: [],
    };
  };
  try {
    const root = copy();
    let node = root;
    for (;;) {
      if (node.named && ancestors.length < maxDepth && cursor.gotoFirstChild()) {
        ancestors.push(node);
      } else {
        while (!cursor.gotoNextSibling()) {
          if (ancestors.pop() === undefined || ancestors.length === 0) return root;
          cursor.gotoParent();
        }
      }
      node = copy();
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

const namedTables = new WeakMap<TS.Language, readonly boolean[]>();

function namedTypes(language: TS.Language): readonly boolean[] {
  let table = namedTables.get(language);
  if (table === undefined) {
    table = language.types.map((_, type) => language.nodeTypeIsNamed(type));
    namedTables.set(language, table);
  }
  return table;
}
