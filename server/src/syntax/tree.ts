import type * as TS from 'web-tree-sitter';
import type { SyntaxNode } from './node.ts';

/** A node under construction: children are appended and the error flag is raised while the cursor walks. */
interface MutableNode extends SyntaxNode {
  hasError: boolean;
  readonly children: MutableNode[];
}

/**
 * Copies a tree into plain data in one cursor pass without recursion. `shift` is added to every offset.
 * The caller keeps ownership of the tree.
 */
export function flatten(tree: TS.Tree, shift = 0): SyntaxNode {
  const language = tree.language;
  const cursor = tree.walk();
  const copy = (): MutableNode => {
    const type = cursor.nodeTypeId;
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    const missing = start === end && cursor.nodeIsMissing;
    const kind = language.types[type] ?? 'ERROR';
    return {
      kind,
      field: language.fields[cursor.currentFieldId] ?? undefined,
      start: start + shift,
      end: end + shift,
      named: language.types[type] === undefined || language.nodeTypeIsNamed(type),
      missing,
      hasError: missing || kind === 'ERROR',
      children: [],
    };
  };
  try {
    const root = copy();
    let node = root;
    const ancestors: MutableNode[] = [];
    for (;;) {
      if (cursor.gotoFirstChild()) {
        ancestors.push(node);
      } else {
        while (!cursor.gotoNextSibling()) {
          const parent = ancestors.pop();
          if (parent === undefined) return root;
          cursor.gotoParent();
          const grandparent = ancestors.at(-1);
          if (grandparent !== undefined && parent.hasError) grandparent.hasError = true;
        }
      }
      node = copy();
      const parent = ancestors.at(-1);
      if (parent === undefined) return root;
      parent.children.push(node);
      if (node.hasError) parent.hasError = true;
    }
  } finally {
    cursor.delete();
  }
}
