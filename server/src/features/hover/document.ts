/** What a hover shows, before it is markdown or plain text. Texts are plain sentences; identifiers in them are found here. */
export type Block =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A heading with one value after it: `IRQL: PASSIVE_LEVEL`. */
  | { readonly kind: 'fact'; readonly title: string; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly title: string; readonly rows: readonly (readonly [string, string])[] }
  | { readonly kind: 'links'; readonly title: string; readonly links: readonly Link[] };

export interface Item {
  /** A name that the text explains, shown as code. */
  readonly term: string | undefined;
  readonly text: string;
}

export interface Link {
  readonly text: string;
  readonly url: string;
}

export type Format = 'markdown' | 'plaintext';

export function render(blocks: readonly Block[], format: Format): string {
  return blocks.map(format === 'markdown' ? toMarkdown : toPlainText).join('\n\n');
}

function toMarkdown(block: Block): string {
  switch (block.kind) {
    case 'code':
      return `\`\`\`c\n${block.text}\n\`\`\``;
    case 'paragraph':
      return prose(block.text);
    case 'fact':
      return `**${block.title}** ${prose(block.text)}`;
    case 'list': {
      const items = block.items.map(({ term, text }) => {
        return `- ${term === undefined ? '' : `\`${term}\` — `}${prose(text)}`;
      });
      return `**${block.title}**\n\n${items.join('\n')}`;
    }
    case 'table': {
      const rows = block.rows.map(([label, value]) => `| ${label} | ${prose(value)} |`);
      return [`| ${block.title} | |`, '|:---|:---|', ...rows].join('\n');
    }
    case 'links': {
      const links = block.links.map(({ text, url }) => `[${escape(text)}](${url})`);
      return `**${block.title}** ${links.join(' · ')}`;
    }
  }
}

function toPlainText(block: Block): string {
  switch (block.kind) {
    case 'code':
    case 'paragraph':
      return block.text;
    case 'fact':
      return `${block.title}: ${block.text}`;
    case 'list': {
      const items = block.items.map(
        ({ term, text }) => `  - ${term === undefined ? '' : `${term}: `}${text}`,
      );
      return `${block.title}:\n${items.join('\n')}`;
    }
    case 'table':
      return `${block.title}:\n${block.rows.map(([label, value]) => `  ${label}: ${value}`).join('\n')}`;
    case 'links':
      return `${block.title}: ${block.links.map(({ text, url }) => (text === url ? url : `${text} ${url}`)).join(', ')}`;
  }
}

/** Shows identifiers as code and keeps every other character from being read as markdown. */
function prose(text: string): string {
  let result = '';
  let last = 0;
  for (const match of text.matchAll(/(?:<= )?[A-Za-z_][\w…]*(?:(?:->|\.)[A-Za-z]\w*)*/g)) {
    if (!isIdentifier(match[0])) continue;
    result += `${escape(text.slice(last, match.index))}\`${match[0]}\``;
    last = match.index + match[0].length;
  }
  return result + escape(text.slice(last));
}

/** `WSK_NO_WAIT`, `DriverEntry`, `Irp->IoStatus.Status`, `wsk.h`, `NULL`: no word of English. */
function isIdentifier(word: string): boolean {
  return word === 'NULL' || /_|->|\.h$|[a-z][A-Z]|^IoStatus\./.test(word);
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
