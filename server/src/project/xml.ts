import type { AttributeCstNode, ContentCtx, DocumentCstNode, ElementCstNode } from '@xml-tools/parser';
import type { Span } from '../base/text.ts';

/** Characters, a value, and the span of what stands for it in the file. */
export interface XmlText {
  /** The five entities of XML and character references are decoded; no other is known. */
  readonly value: string;
  /** Without quotes; 0-based UTF-16 offsets of the text that was read. */
  readonly span: Span;
}

export interface XmlElement {
  readonly name: string;
  /** From `<` to behind the `>` that ends it. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly attributes: ReadonlyMap<string, XmlText>;
  readonly children: readonly XmlElement[];
  /** Characters directly inside, comments aside; the span is all between the tags, empty where the element closes itself. */
  readonly content: XmlText;
  readonly closesItself: boolean;
}

/** `refused`: nothing of the text is used; `reason` is a clause about the file: "is larger than 1 MB". */
export type XmlResult =
  | { readonly kind: 'read'; readonly root: XmlElement }
  | { readonly kind: 'refused'; readonly reason: string };

/** A project that people write has a few thousand lines; what lies beyond takes seconds and is made to. */
const maxCharacters = 1_000_000;
const maxTags = 50_000;
/** MSBuild's own schema needs six; the parser recurses. */
const maxDepth = 64;

/**
 * Reads a text as XML. Bounded in time and memory: what is too large, nested too deep, has a document type (and so may
 * define entities) or is not well-formed is refused.
 * @param text without a byte order mark, as editors hold it
 */
export type XmlReader = (text: string) => XmlResult;

/** Loads the parser, which takes too long to be there before a project is. */
export async function loadXmlReader(): Promise<XmlReader> {
  const { parse } = await import('@xml-tools/parser');
  return (text) => {
    const reason = obstacleIn(text);
    if (reason !== undefined) return { kind: 'refused', reason };
    const { cst, lexErrors, parseErrors } = parse(text);
    const isBroken = lexErrors.length + parseErrors.length > 0;
    const node = isBroken ? undefined : (cst as DocumentCstNode).children.element.at(0);
    const root = node && elementOf(node);
    return root === undefined
      ? { kind: 'refused', reason: 'is not well-formed XML' }
      : { kind: 'read', root };
  };
}

function obstacleIn(text: string): string | undefined {
  if (text.length > maxCharacters) return 'is larger than 1 MB';
  if (text.includes('\0')) return 'is not text: it contains NUL characters';
  let depth = 0;
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (/^<!(?:DOCTYPE|ENTITY)/i.test(text.slice(at, at + 10)))
      return 'has a document type declaration, which no project needs';
    const end = endOfMarkup(text, at);
    if (end === undefined) return 'is not well-formed XML';
    if (text.startsWith('</', at)) depth--;
    else if (/[A-Za-z_]/.test(text.charAt(at + 1)) && text[end - 2] !== '/') depth++;
    if (++count > maxTags) return `has more than ${maxTags} tags`;
    if (depth > maxDepth) return `is nested deeper than ${maxDepth} elements`;
    at = end;
  }
  return undefined;
}

/** What begins with these ends with those; the parser looks for the end of each anew, however many have none. */
const sections: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];
/** With whole attributes only: over what is none, the parser recovers, and takes its time. */
const tag = /<\/?[A-Za-z_:][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^<"]*"|'[^<']*'))*\s*\/?>/y;

/** Behind the comment, section, instruction or tag at an offset; undefined where it does not end. */
function endOfMarkup(text: string, at: number): number | undefined {
  const section = sections.find(([begin]) => text.startsWith(begin, at));
  if (section !== undefined) {
    const [begin, close] = section;
    const end = text.indexOf(close, at + begin.length);
    return end < 0 ? undefined : end + close.length;
  }
  tag.lastIndex = at;
  return tag.test(text) ? tag.lastIndex : undefined;
}

/** The parser's types say that every list is there; one without an item is not. */
function some<T>(list: readonly T[] | undefined): readonly T[] {
  return list ?? [];
}

/** Undefined where the tags of an element do not match. */
function elementOf({ children, location }: ElementCstNode): XmlElement | undefined {
  const [open] = children.OPEN;
  const [name] = children.Name;
  if (open === undefined || name === undefined || location?.endOffset === undefined) return undefined;
  const end = location.endOffset + 1;
  const [opened] = some(children.START_CLOSE);
  const [closing] = some(children.SLASH_OPEN);
  const closesItself = opened === undefined || closing === undefined;
  if (!closesItself && some(children.END_NAME)[0]?.image !== name.image) return undefined;
  const inner = some(children.content)[0]?.children;
  const elements = some(inner?.element).map(elementOf);
  if (elements.includes(undefined)) return undefined;
  return {
    name: name.image,
    span: { start: open.startOffset, end },
    nameSpan: { start: name.startOffset, end: name.startOffset + name.image.length },
    attributes: new Map(some(children.attribute).flatMap(attributeOf)),
    children: elements.filter((element) => element !== undefined),
    content: {
      value: inner === undefined ? '' : charactersIn(inner),
      span: closesItself ? { start: end, end } : { start: opened.startOffset + 1, end: closing.startOffset },
    },
    closesItself,
  };
}

function attributeOf({ children }: AttributeCstNode): [string, XmlText][] {
  const [name] = children.Name;
  const [quoted] = some(children.STRING);
  if (name === undefined || quoted === undefined) return [];
  const span = { start: quoted.startOffset + 1, end: quoted.startOffset + quoted.image.length - 1 };
  return [[name.image, { value: decodeEntities(quoted.image.slice(1, -1)), span }]];
}

function charactersIn({ chardata, reference, CData }: ContentCtx): string {
  const texts = some(chardata).flatMap(({ children }) => [...some(children.TEXT), ...some(children.SEA_WS)]);
  const references = some(reference).flatMap(({ children }) => [
    ...some(children.EntityRef),
    ...some(children.CharRef),
  ]);
  const parts = [
    ...texts.map(({ image, startOffset }) => ({ startOffset, value: image })),
    ...references.map(({ image, startOffset }) => ({ startOffset, value: decodeEntities(image) })),
    ...some(CData).map(({ image, startOffset }) => ({
      startOffset,
      value: image.slice('<![CDATA['.length, -']]>'.length),
    })),
  ];
  return parts
    .sort((a, b) => a.startOffset - b.startOffset)
    .map(({ value }) => value)
    .join('');
}

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named.get(name) ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
