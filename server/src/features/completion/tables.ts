import { CompletionItemKind } from 'vscode-languageserver-types';
import { lookup, type Member, type StructureSymbol } from '../../catalogue/index.ts';
import type { Caret } from '../meaning/caret.ts';
import { initialisedAt, initialiserAt } from '../meaning/initialiser.ts';
import { functionsLike } from './callbackFunctions.ts';
import type { Item } from './item.ts';
import type { Style } from './style.ts';
import { fittingItems } from './variables.ts';

/** The whole initialiser of a client structure, behind its `=` or in its empty braces. */
export function tableItems(caret: Caret, style: Style): Item[] {
  const list = initialiserAt(caret);
  const inBraces = list?.isEmpty === true ? list.structure : undefined;
  const structure = inBraces ?? initialisedAt(caret);
  if (structure?.name.startsWith('WSK_CLIENT_') !== true) return [];
  const lines = structure.members.map((member, index) => line(caret, structure, member, index, style));
  const body = lines.map((text) => `${style.indent}${text}\n`).join('');
  return [
    {
      label: inBraces === undefined ? `{ … } ${structure.name}` : `… ${structure.name}`,
      kind: CompletionItemKind.Snippet,
      detail: 'all members',
      page: { symbol: structure.name },
      snippet: inBraces === undefined ? `{\n${body}}` : `\n${body}`,
      filter: structure.name,
    },
  ];
}

function line(
  caret: Caret,
  structure: StructureSymbol,
  member: Member,
  index: number,
  { designates }: Style,
): string {
  const value = `\${${index + 1}:${valueOf(caret, structure, member)}}`;
  const isLast = index === structure.members.length - 1;
  const text = designates ? `.${member.name} = ${value}` : `${value}${isLast ? '' : ','} // ${member.name}`;
  return designates && !isLast ? `${text},` : text;
}

/** The driver's own callback or table where there is one that fits. */
function valueOf(caret: Caret, structure: StructureSymbol, member: Member): string {
  const { name, type } = member;
  if (name === 'Version') return 'MAKE_WSK_VERSION(1, 0)';
  if (name === 'Reserved') return '0';
  const routine = lookup(type);
  if (routine?.kind === 'callback') return functionsLike(caret.file, routine)[0] ?? 'NULL';
  const slot = { owner: structure.name, part: name, type, meaning: '', given: new Map<string, string>() };
  return fittingItems(caret, slot)[0]?.label ?? 'NULL';
}
