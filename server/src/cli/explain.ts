import { styleText } from 'node:util';
import type { TextOptions } from './formats/text.ts';
import { wrap } from './terminalText.ts';

/** Columns that a line of prose has at most, however wide the terminal is: longer ones are hard to read. */
const proseColumns = 100;

/**
 * A rule's page for a terminal: headings stand out, paragraphs and lists fill the width, code is indented, and a link shows
 * where it leads.
 * @param page markdown as in docs/rules/: headings, paragraphs, flat lists, fenced code
 */
export function renderPage(page: string, { columns, colours }: TextOptions): string {
  const width = Math.min(columns, proseColumns);
  const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
    colours ? styleText(format, text, { validateStream: false }) : text;
  return blocksOf(page)
    .map((block) => {
      if (block.kind === 'code') return block.lines.map((line) => `    ${line}`.trimEnd()).join('\n');
      const text = plain(block.lines.join(' '));
      if (block.kind === 'heading') return paint('bold', text.replace(/^#+ /, ''));
      if (block.kind === 'item') return `- ${wrap(text.slice(2), width - 2).join('\n  ')}`;
      return wrap(text, width).join('\n');
    })
    .map((text, i, all) =>
      text.startsWith('- ') && all[i + 1]?.startsWith('- ') ? `${text}\n` : `${text}\n\n`,
    )
    .join('')
    .replace(/\n\n$/, '\n');
}

interface Block {
  readonly kind: 'heading' | 'text' | 'item' | 'code';
  readonly lines: string[];
}

function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of page.split('\n')) {
    if (line.startsWith('```')) {
      open = open?.kind === 'code' ? undefined : begin('code');
    } else if (open?.kind === 'code') open.lines.push(line);
    else if (line === '') open = undefined;
    else if (line.startsWith('#')) {
      begin('heading').lines.push(line);
      open = undefined;
    } else if (line.startsWith('- ')) (open = begin('item')).lines.push(line);
    else (open ??= begin('text')).lines.push(line.trim());
  }
  return blocks;

  function begin(kind: Block['kind']): Block {
    const block: Block = { kind, lines: [] };
    blocks.push(block);
    return block;
  }
}

/** Without the marks of links and emphasis; those of code stay, since they tell names from words. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '$1 <$2>')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/(?<![\w*])\*([^*]+)\*(?![\w*])/g, '"$1"');
}
