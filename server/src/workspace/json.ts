import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { LineIndex, type Span } from '../base/text.ts';

/** Something in a JSON file that was not understood. */
export interface JsonProblem {
  /** Offsets into the text of the file, 0-based UTF-16 code units; empty where something is missing. */
  readonly span: Span;
  /** The key it is about, `rules.registration-leak` or `findings[3].rule`; undefined where it is about no key. */
  readonly key: string | undefined;
  /** One sentence for a person, which names the key. */
  readonly message: string;
}

/** A value of a JSON file with its place. */
export interface JsonValue {
  readonly span: Span;
  /** `rules.registration-leak`; '' for the whole file. */
  readonly key: string;
  readonly value:
    | { readonly kind: 'string'; readonly text: string }
    | { readonly kind: 'array'; readonly items: readonly JsonValue[] }
    | { readonly kind: 'object'; readonly properties: readonly JsonProperty[] }
    | { readonly kind: 'other'; readonly json: unknown };
}

export interface JsonProperty {
  readonly name: string;
  /** Span of the name with its quotes. */
  readonly nameSpan: Span;
  readonly value: JsonValue;
}

/** What a text in JSON holds. */
export interface JsonText {
  /** Undefined where the text has no value at all. */
  readonly root: JsonValue | undefined;
  /** Where it is not JSON, once a line. What stands around that was read nevertheless. */
  readonly problems: readonly JsonProblem[];
}

/** Words for what the parser reports, by its number (`ParseErrorCode`, an enumeration that exists at compile time only). */
const syntaxErrors: readonly string[] = [
  'A value is not valid JSON',
  'Something here is not JSON: names and texts go into double quotes',
  'A number is not written as JSON has it',
  'The name of a key in double quotes is missing',
  'A value is missing',
  'A colon is missing',
  'A comma is missing',
  'A closing brace is missing',
  'A closing bracket is missing',
  'Something follows the end of the JSON value',
  'A comment is not allowed here',
  'A comment is not closed',
  'A text has no closing quote',
  'A number is not complete',
  'An escape \\u needs four hexadecimal digits',
  'There is no such escape; a backslash is written twice, and paths take /',
  'A text contains a control character',
];

/** Reads JSON with comments and trailing commas. Never throws. */
export function readJson(text: string): JsonText {
  const errors: ParseError[] = [];
  try {
    // A byte-order mark is no JSON; offsets stay as they are.
    const root = parseTree(text.replace(/^\ufeff/, ' '), errors, { allowTrailingComma: true });
    const problems = onePerLine(text, errors);
    return { root: root && valueOf(root, '', problems), problems };
  } catch (error) {
    // The parser calls itself for each bracket.
    if (!(error instanceof RangeError)) throw error;
    return {
      root: undefined,
      problems: [problem({ start: 0, end: 0 }, '', 'The JSON is nested too deeply.')],
    };
  }
}

/** A problem about the value of a key, or about the whole file where the key is ''. */
export function problem(span: Span, key: string, message: string): JsonProblem {
  return { span, key: key === '' ? undefined : key, message };
}

function onePerLine(text: string, errors: readonly ParseError[]): JsonProblem[] {
  const lines = new LineIndex(text);
  const seen = new Set<number>();
  return errors.flatMap(({ error, offset, length }) => {
    const { line } = lines.position(offset);
    if (seen.has(line)) return [];
    seen.add(line);
    const message = syntaxErrors[error] ?? 'Something here is not JSON';
    return [problem({ start: offset, end: offset + length }, '', `${message}.`)];
  });
}

function valueOf(node: Node, key: string, problems: JsonProblem[]): JsonValue {
  const span = spanOf(node);
  switch (node.type) {
    case 'string':
      return { span, key, value: { kind: 'string', text: String(node.value) } };
    case 'array': {
      const items = (node.children ?? []).map((item, i) => valueOf(item, `${key}[${i}]`, problems));
      return { span, key, value: { kind: 'array', items } };
    }
    case 'object':
      return { span, key, value: { kind: 'object', properties: propertiesOf(node, key, problems) } };
    default:
      return { span, key, value: { kind: 'other', json: node.value as unknown } };
  }
}

/** The properties that have a value, each once: of two with one name, the last. */
function propertiesOf(object: Node, parent: string, problems: JsonProblem[]): readonly JsonProperty[] {
  const byName = new Map<string, JsonProperty>();
  for (const { children: [name, value] = [] } of object.children ?? []) {
    if (name === undefined || value === undefined) continue;
    const text = String(name.value);
    const key = parent === '' ? text : `${parent}.${text}`;
    if (byName.has(text))
      problems.push(problem(spanOf(name), key, `"${key}" is there twice; the last one counts.`));
    byName.delete(text);
    byName.set(text, { name: text, nameSpan: spanOf(name), value: valueOf(value, key, problems) });
  }
  return [...byName.values()];
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

/** A value as it can be quoted in a message: its JSON, cut where it is long. */
export function quoted(text: string, { span }: JsonValue): string {
  const json = text.slice(span.start, span.end).replace(/\s+/g, ' ');
  return json.length > 40 ? `${json.slice(0, 39)}…` : json;
}
