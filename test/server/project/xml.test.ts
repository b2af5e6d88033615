import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadXmlReader } from '../../../server/src/project/index.ts';

const readXml = await loadXmlReader();

function rootOf(text: string) {
  const result = readXml(text);
  if (result.kind === 'refused') throw new Error(`the text ${result.reason}`);
  return result.root;
}

describe('an element', () => {
  test('has the places of its parts in the file', () => {
    const text =
      '<?xml version="1.0"?>\r\n<!-- <a> -->\r\n<P A=\'1\'>\r\n\t<Q B="x > y">one<!-- two -->three</Q><R/>\r\n</P>';
    const root = rootOf(text);
    const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    expect(slice(root.span)).toBe(text.slice(text.indexOf('<P')));
    expect(root.attributes.get('A')?.value).toBe('1');
    const [q, r] = root.children;
    expect(q && slice(q.span)).toBe('<Q B="x > y">one<!-- two -->three</Q>');
    expect(q && slice(q.nameSpan)).toBe('Q');
    expect(q && slice(q.content.span)).toBe('one<!-- two -->three');
    expect(q?.content.value).toBe('onethree');
    expect(q && slice(q.attributes.get('B')?.span ?? q.span)).toBe('x > y');
    expect(r?.closesItself).toBe(true);
    expect(r?.children).toEqual([]);
  });

  test('has its entities and character data decoded', () => {
    const root = rootOf('<P A="&lt;&quot;&apos;&#65;">&amp;<![CDATA[<x>&amp;]]>&gt;</P>');
    expect(root.attributes.get('A')?.value).toBe('<"\'A');
    expect(root.content.value).toBe('&<x>&amp;>');
  });
});

describe('a text is refused', () => {
  const million = 1_000_000;
  test.each<[string, string, string]>([
    ['that is no XML', 'Wsk', 'is not well-formed XML'],
    ['that is empty', '', 'is not well-formed XML'],
    ['whose tags do not match', '<P><A></B></P>', 'is not well-formed XML'],
    ['that ends too early', '<P><A>', 'is not well-formed XML'],
    ['that ends in a comment', '<P><!-- ', 'is not well-formed XML'],
    ['of which a character is NUL', '<P>\0</P>', 'is not text: it contains NUL characters'],
    [
      'that defines entities, which are not expanded',
      `<!DOCTYPE P [<!ENTITY a "lol">${Array.from({ length: 20 }, (_, i) => `<!ENTITY b${i} "&a;&a;">`).join('')}]><P>&b9;</P>`,
      'has a document type declaration, which no project needs',
    ],
    ['that is nested deep', '<a>'.repeat(100_000), 'is nested deeper than 64 elements'],
    [
      'that is nested deep and closed',
      '<a>'.repeat(65) + '</a>'.repeat(65),
      'is nested deeper than 64 elements',
    ],
    ['of 50 MB', `<P>${' '.repeat(50 * million)}</P>`, 'is larger than 1 MB'],
    ['of a hundred thousand angle brackets', '<'.repeat(100_000), 'is not well-formed XML'],
    ['of a hundred thousand ampersands', `<P>${'&'.repeat(100_000)}</P>`, 'is not well-formed XML'],
    ['of open comments', '<!--'.repeat(100_000), 'is not well-formed XML'],
    ['of a hundred thousand elements', `<P>${'<Q/>'.repeat(100_000)}</P>`, 'has more than 50000 tags'],
    ['of names without values', `<P ${'a '.repeat(300_000)}/>`, 'is not well-formed XML'],
    ['of open instructions', '<?a '.repeat(100_000), 'is not well-formed XML'],
    ['of open quotes', '<P a="'.repeat(50_000), 'is not well-formed XML'],
  ])('%s', (_, text, reason) => {
    expect(readXml(text)).toEqual({ kind: 'refused', reason });
  });

  test('that is UTF-16 taken for single bytes', () => {
    const text = Buffer.from('<Project></Project>', 'utf16le').toString('latin1');
    expect(readXml(text).kind).toBe('refused');
  });
});

test('a comment of half a megabyte is read', () => {
  expect(rootOf(`<P><!--${'a\n'.repeat(250_000)}--></P>`).name).toBe('P');
});

test('any text gives an answer, with places inside it', () => {
  const piece = fc.constantFrom('<P>', '</P>', '<Q/>', '<!--', '-->', '<![CDATA[', ']]>', '&amp;', '&', '"', ' A="1"', '<', '>', 'x', '\r\n', '<?x?>'); // prettier-ignore
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const result = readXml(text);
      if (result.kind === 'refused') return;
      const { span, content } = result.root;
      expect(text[span.start]).toBe('<');
      expect(text[span.end - 1]).toBe('>');
      expect(content.span.end).toBeLessThanOrEqual(span.end);
    }),
  );
});
