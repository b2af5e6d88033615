import type { Span } from '../base/text.ts';

/** One value of an entry, as written and with `%strings%` put in place. */
export interface InfValue {
  readonly value: string;
  /** 0-based UTF-16 offsets of the file; without quotes. */
  readonly span: Span;
}

export interface InfEntry {
  /** What stands in front of `=`; undefined for a line without. */
  readonly key: string | undefined;
  readonly values: readonly InfValue[];
  /** Of what is written: from the key to the last value. */
  readonly span: Span;
}

export interface InfSection {
  /** As written, with its decoration: `Install.NTamd64.10.0...17763`. */
  readonly name: string;
  readonly entries: readonly InfEntry[];
  readonly nameSpan: Span;
}

/** A setup information file. */
export interface Inf {
  readonly sections: readonly InfSection[];
  /** Sections of a name, whatever its case; a name that comes twice names one section in two parts. */
  named(name: string): readonly InfSection[];
}

/** Characters of an INF that are read; the rest is left out. */
const maxCharacters = 2_000_000;

/**
 * Reads an INF or INX. Lines that end in `\` go on in the next, comments begin with `;`, `%name%` stands for an entry of
 * `[Strings]`, `%%` for a percent sign. Any text gives an answer, in time that grows with its length.
 */
export function readInf(text: string): Inf {
  const sections = [...sectionsOf(text.slice(0, maxCharacters))];
  const strings = new Map(
    sections
      .filter(({ name }) => /^strings(?:\.[\da-f]+)?$/i.test(name))
      .flatMap(({ entries }) => entries)
      .reverse() // of several languages, the first section counts
      .flatMap(({ key, values }) => (key === undefined ? [] : [[key.toLowerCase(), values[0]?.value ?? '']])),
  );
  const expand = (value: string): string =>
    value.replace(/%([^%]*)%/g, (whole, name: string) =>
      name === '' ? '%' : (strings.get(name.toLowerCase()) ?? whole),
    );
  const expanded = sections.map((section): InfSection => ({
    ...section,
    entries: section.entries.map((entry) => ({
      ...entry,
      values: entry.values.map(({ value, span }) => ({ value: expand(value), span })),
    })),
  }));
  return {
    sections: expanded,
    named: (name) => expanded.filter((section) => section.name.toLowerCase() === name.toLowerCase()),
  };
}

/** A piece of a line that makes a difference; blanks come to nothing. */
interface Token {
  readonly kind: 'word' | 'quoted' | '=' | ',';
  readonly text: string;
  readonly span: Span;
  /** Without quotes. */
  readonly inner: Span;
}

function* sectionsOf(text: string): Generator<InfSection> {
  let open: { name: string; nameSpan: Span; entries: InfEntry[] } | undefined;
  for (const line of logicalLines(text)) {
    const header = /^[ \t]*\[([^\]\r\n]*)\]/.exec(text.slice(line.start, line.end));
    if (header !== null) {
      if (open !== undefined) yield open;
      const [whole, name = ''] = header;
      const start = line.start + whole.indexOf('[') + 1;
      open = { name: name.trim(), nameSpan: { start, end: start + name.length }, entries: [] };
      continue;
    }
    const entry = entryOf([...tokensOf(text, line)]);
    if (entry !== undefined) open?.entries.push(entry);
  }
  if (open !== undefined) yield open;
}

/** The line goes on in the next: it ends in a backslash, which no comment holds. */
const continued = /^[^";]*(?:"[^"]*"[^";]*)*\\[ \t]*$/;

/** Lines, with those that they go on in. */
function* logicalLines(text: string): Generator<Span> {
  let start = 0;
  let physical = 0;
  for (const { 0: ending, index } of text.matchAll(/\r\n|\n|\r|$/g)) {
    const goesOn = ending !== '' && continued.test(text.slice(physical, index));
    physical = index + ending.length;
    if (goesOn) continue;
    yield { start, end: index };
    start = physical;
  }
}

function* tokensOf(text: string, line: Span): Generator<Token> {
  const token = /\s+|;[^\r\n]*|\\[ \t]*(?:\r\n|\n|\r)|"((?:[^"\r\n]|"")*)"?|[=,]|[^\s;"=,\\]+|\\/gy;
  token.lastIndex = line.start;
  while (token.lastIndex < line.end) {
    const start = token.lastIndex;
    const match = token.exec(text);
    if (match === null) return;
    const [whole, quoted] = match;
    const end = Math.min(start + whole.length, line.end);
    const span = { start, end };
    if (quoted !== undefined) {
      const inner = { start: start + 1, end: Math.min(start + 1 + quoted.length, line.end) };
      yield { kind: 'quoted', text: quoted.replaceAll('""', '"'), span, inner };
    } else if (whole === '=' || whole === ',') yield { kind: whole, text: whole, span, inner: span };
    else if (!/^(?:\s|;|\\[ \t]*[\r\n])/.test(whole)) yield { kind: 'word', text: whole, span, inner: span };
  }
}

function entryOf(tokens: readonly Token[]): InfEntry | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const equals = tokens.findIndex(({ kind }) => kind === '=');
  const values: InfValue[] = [];
  let pieces: Token[] = [];
  const close = (at: number): void => {
    values.push(valueOf(pieces, at));
    pieces = [];
  };
  for (const token of tokens.slice(equals + 1)) {
    if (token.kind === ',') close(token.span.start);
    else pieces.push(token);
  }
  close(last.span.end);
  const key = equals > 0 ? valueOf(tokens.slice(0, equals), first.span.start).value : undefined;
  return { key, values, span: { start: first.span.start, end: last.span.end } };
}

function valueOf(pieces: readonly Token[], at: number): InfValue {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return { value: '', span: { start: at, end: at } };
  let value = '';
  let end = first.span.start;
  for (const piece of pieces) {
    if (piece.span.start > end) value += ' ';
    value += piece.text;
    end = piece.span.end;
  }
  const span = pieces.length === 1 ? first.inner : { start: first.span.start, end: last.span.end };
  return { value, span };
}
