import { applySuppressions, type SuppressionOptions } from '../../../server/src/analysis/suppressions.ts';
import { unusedFindings } from '../../../server/src/analysis/unusedSuppressions.ts';
import type { Finding } from '../../../server/src/base/finding.ts';
import { LineIndex } from '../../../server/src/base/text.ts';
import { commentsOf } from '../../../server/src/syntax/comments.ts';
import { Lexer, Token } from '../../../server/src/syntax/lexer.ts';

/** Words that stand for findings in test texts. */
const words = [
  ['leak', 'registration-leak'],
  ['twice', 'registered-twice'],
  ['stack', 'registration-on-stack'],
] as const;

const uri = 'file:///a.c';
export const everythingJudged: SuppressionOptions = {
  isOff: () => false,
  unjudged: () => [],
  mayMiss: () => false,
};

/** A finding for each word `leak`, `twice` and `stack` outside of comments. */
export function findingsIn(text: string): readonly Finding[] {
  const comments = commentsOf(text);
  return words
    .flatMap(([word, rule]) =>
      [...text.matchAll(RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => ({ index, rule, word })),
    )
    .filter(({ index }) => !comments.some(({ start, end }) => start <= index && index < end))
    .sort((a, b) => a.index - b.index)
    .map(({ index, rule, word }) => ({
      uri,
      span: { start: index, end: index + word.length },
      rule,
      severity: 'error',
      message: word,
      path: [],
      fixes: [],
      tags: [],
    }));
}

export interface Suppressed {
  /** `2 registration-leak`, lines 1-based. */
  readonly kept: readonly string[];
  readonly suppressed: readonly string[];
  /** `1 unused: message`. */
  readonly unused: readonly string[];
  /** Number of comments and names without effect. */
  readonly unusedEntries: number;
  readonly keptFindings: readonly Finding[];
  readonly unusedFindings: readonly Finding[];
}

/** What the suppressions of a text make of its findings. */
export function suppress(text: string, options: Partial<SuppressionOptions> = {}): Suppressed {
  const result = applySuppressions(text, findingsIn(text), { ...everythingJudged, ...options });
  const lines = new LineIndex(text);
  const name = ({ span, rule }: Finding): string => `${lines.position(span.start).line + 1} ${rule}`;
  const unused = unusedFindings(uri, text, result.unused, 'warning');
  return {
    kept: result.kept.map(name),
    suppressed: result.suppressed.map(
      ({ finding, reason }) => name(finding) + (reason === undefined ? '' : ` (${reason})`),
    ),
    unused: unused.map(
      ({ span }) => `${lines.position(span.start).line + 1} ${text.slice(span.start, span.end)}`,
    ),
    unusedEntries: result.unused.flatMap(({ entries }) => entries).length,
    keptFindings: result.kept,
    unusedFindings: unused,
  };
}

/** The tokens of a text: what a compiler sees. */
export function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  const lexer = new Lexer(text);
  while (lexer.next() !== Token.End) {
    // Inside a directive, comments are blanks.
    tokens.push(lexer.kind === Token.Directive ? tokensOf(lexer.word.slice(1)).join(' ') : lexer.word);
  }
  return tokens;
}
