import type { Span } from '../base/text.ts';
import { commentsOf, type Comment } from '../syntax/comments.ts';

/** What a suppression comment begins with. */
export const directives = ['wsk-disable-next-line', 'wsk-disable-line', 'wsk-disable', 'wsk-enable'] as const;

/** A rule that a suppression names. Its span is that of the name in the file, 0-based UTF-16 offsets. */
export interface SuppressedRule {
  /** As written: a rule id, or whatever stands in place of one. */
  readonly name: string;
  readonly span: Span;
}

/** A comment `wsk-disable-next-line <rule>, <rule> -- reason` or one of its kin. Offsets are those of the file. */
export interface SuppressionComment {
  readonly comment: Comment;
  /** The word it begins with, and its span. One that is none of {@link directives} suppresses nothing: `wsk-disable-nextline`. */
  readonly word: string;
  readonly wordSpan: Span;
  /** Empty: all rules. */
  readonly rules: readonly SuppressedRule[];
  /** What stands behind `--`, in one line; undefined where nothing does. */
  readonly reason: string | undefined;
}

/**
 * The suppression comments of a C or C++ text, in order. The directive has to stand at the beginning of its comment. Costs
 * two searches of the text where it has none.
 */
export function suppressionComments(text: string): readonly SuppressionComment[] {
  if (!text.includes('wsk-disable') && !text.includes('wsk-enable')) return [];
  return commentsOf(text).flatMap((comment) => {
    const found = read(text, comment);
    return found === undefined ? [] : [found];
  });
}

/** Marks of a documentation comment and blanks may stand before the directive. */
const beginning = /^[\s*!/]*?(wsk-(?:disable|enable)[\w-]*)/;
/** What separates the rules from the reason. */
const separator = /(?<=^|\s)--/;

function read(text: string, comment: Comment): SuppressionComment | undefined {
  const body = bodyOf(text, comment);
  const word = beginning.exec(body)?.[1];
  if (word === undefined) return undefined;
  const bodyStart = comment.start + 2;
  const wordStart = bodyStart + body.indexOf(word);
  const rest = body.slice(wordStart - bodyStart + word.length);
  const cut = separator.exec(rest)?.index ?? rest.length;
  const reason = rest.slice(cut).replace(/^-+/, '').replace(/\s+/g, ' ').trim();
  return {
    comment,
    word,
    wordSpan: { start: wordStart, end: wordStart + word.length },
    rules: rulesIn(rest.slice(0, cut), wordStart + word.length),
    reason: reason === '' ? undefined : reason,
  };
}

/** The inside of a comment, as long as it is there; continued lines and the stars that lines begin with are blank. */
function bodyOf(text: string, { kind, start, end }: Comment): string {
  const isClosed = kind === 'block' && end - start >= 4 && text.startsWith('*/', end - 2);
  const body = text.slice(start + 2, isClosed ? end - 2 : end);
  const blank = (part: string): string => ' '.repeat(part.length);
  return body.replace(kind === 'block' ? /[\r\n][ \t]*\*+|\\(?=[\r\n])/g : /\\(?=[\r\n])/g, blank);
}

/** Names between commas; `start` is where the list stands in the file. */
function rulesIn(list: string, start: number): readonly SuppressedRule[] {
  const rules = [...list.matchAll(/[^\s,](?:[^,]*[^\s,])?/g)].map(({ 0: name, index }) => ({
    name: name.replace(/\s+/g, ' '),
    span: { start: start + index, end: start + index + name.length },
  }));
  // Commas alone name nothing, which is not the same as all rules.
  const written = list.trim();
  if (rules.length > 0 || written === '') return rules;
  const at = start + list.indexOf(written);
  return [{ name: written, span: { start: at, end: at + written.length } }];
}
