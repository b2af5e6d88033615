import {
  alone,
  createAnalyser,
  type Analyser,
  type RegistrationState,
} from '../../server/src/analysis/index.ts';
import type { Finding } from '../../server/src/base/finding.ts';
import { LineIndex } from '../../server/src/base/text.ts';
import type { Language, ParsedFile, Parser } from '../../server/src/syntax/index.ts';
import { compare, readMarks } from './fixtures.ts';
import { testParser } from './parser.ts';

export const parser: Parser = await testParser();
const uri = 'file:///driver.c';

/** What most sources need: a dispatch table, a block, a provider NPI, and a WSK_CLIENT_NPI initialiser `CLIENT`. */
export const declarations =
  'static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };\n' +
  'static WSK_REGISTRATION Reg;\nstatic WSK_PROVIDER_NPI Npi;\n#define CLIENT { NULL, &Table }\n';

export function parse(source: string, language: Language = 'c'): ParsedFile {
  return parser.parse(source, language);
}

export function update(previous: ParsedFile, source: string): ParsedFile {
  return parser.update(previous, source);
}

export function newAnalyser(): Analyser {
  return createAnalyser(parser);
}

/** Findings of a source text, by an analyser of its own. */
export function findingsOf(source: string, language: Language = 'c'): readonly Finding[] {
  return newAnalyser().analyse(alone(uri, parse(source, language)));
}

/** `4 registration-leak` for each finding, lines 1-based, in source order. */
export function linesOf(source: string, language: Language = 'c'): string[] {
  const lines = new LineIndex(source);
  return findingsOf(source, language).map(
    ({ rule, span }) => `${lines.position(span.start).line + 1} ${rule}`,
  );
}

/**
 * What differs between the findings of a source and its `// want: rule` marks, a line each; empty when they agree.
 * The {@link declarations} are put in front.
 */
export function differences(source: string, language: Language = 'c'): string[] {
  const text = declarations + source;
  return compare({ text, expectations: readMarks(text, 'source') }, findingsOf(text, language));
}

/** What the analysis says of the registration at the place of the text `marker` (its first occurrence). */
export function stateAt(
  source: string,
  marker: string,
  language: Language = 'c',
): RegistrationState | undefined {
  return newAnalyser().registrationStateAt(alone(uri, parse(source, language)), uri, source.indexOf(marker));
}
