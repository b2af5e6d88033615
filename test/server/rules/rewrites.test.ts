import { beforeAll, describe, expect, it } from 'vitest';
import { LineIndex } from '../../../server/src/base/text.ts';
import { analyseDriver } from '../../support/analyseDriver.ts';
import { fixtureFolders, isCode, loadFixtures, textsOf, type Fixture } from '../../support/fixtures.ts';

/** A change of the source that changes neither its meaning nor its lines: the same findings have to come out. */
interface Rewrite {
  readonly name: string;
  readonly apply: (text: string) => string;
}

/** The text of a status in a test, without parentheses of its own: `status`, `Ctx->Status`, `*Result`. */
const status = String.raw`(\*?\w+(?:(?:->|\.)\w+)*)`;

function replacing(name: string, pattern: string, replacement: string): Rewrite {
  return { name, apply: (text) => outsideMacros(text, new RegExp(pattern, 'g'), replacement) };
}

/** Replaces in every line but those of preprocessor directives, marks and line comments. */
function outsideMacros(text: string, pattern: RegExp, replacement: string): string {
  let inDirective = false;
  return text
    .split('\n')
    .map((line) => {
      const skip = inDirective || /^\s*(#|\/\/)/.test(line);
      inDirective = (inDirective || /^\s*#/.test(line)) && line.endsWith('\\');
      if (skip) return line;
      const [code = line, comment = ''] = line.split(/(?=\/\/)/, 2);
      return code.replace(pattern, replacement) + comment;
    })
    .join('\n');
}

const rewrites: readonly Rewrite[] = [
  replacing('failure as status < 0', `!NT_SUCCESS\\(${status}\\)`, '$1 < 0'),
  replacing('failure as 0 > status', `!NT_SUCCESS\\(${status}\\)`, '0 > $1'),
  replacing('failure as comparison with FALSE', `!NT_SUCCESS\\(${status}\\)`, 'NT_SUCCESS($1) == FALSE'),
  replacing('failure as comparison with TRUE', `!NT_SUCCESS\\(${status}\\)`, 'TRUE != NT_SUCCESS($1)'),
  replacing('failure as negated success in parentheses', `!NT_SUCCESS\\(${status}\\)`, '!(NT_SUCCESS(($1)))'),
  replacing('failure as negated comparison', `!NT_SUCCESS\\(${status}\\)`, '!($1 >= 0)'),
  replacing('success as comparison with 0', `(?<!!)NT_SUCCESS\\(${status}\\)`, '($1 >= 0)'),
  replacing('success as doubly negated', `(?<!!)NT_SUCCESS\\(${status}\\)`, '!!NT_SUCCESS($1)'),
  replacing('TRUE and FALSE as numbers', String.raw`= (TRUE|FALSE);`, '= ($1);'),
  replacing('arguments in parentheses', String.raw`(Wsk\w+)\(&([\w>.-]+)\)`, '$1(&($2))'),
  replacing(
    'casts of the registration',
    String.raw`(WskDeregister|WskReleaseProviderNPI)\((&?[\w>.-]+)\)`,
    '$1((PWSK_REGISTRATION)$2)',
  ),
  replacing('arrows as dereferences', String.raw`&(\w+)->(Wsk)?Registration\b`, '&(*$1).$2Registration'),
  replacing('comments inside calls', String.raw`(Wsk\w+)\(`, '$1 /* call */ (/* of WSK */'),
  { name: 'a comment behind the first line', apply: (text) => text.replace('\n', ' /* v1 */\n') },
  {
    name: 'tabs',
    apply: (text) => text.replace(/^ +/gm, (spaces) => '\t'.repeat(Math.ceil(spaces.length / 4))),
  },
  { name: 'CRLF', apply: (text) => text.replaceAll('\n', '\r\n') },
];

const fixtures = fixtureFolders().flatMap(loadFixtures);

/** `file:line rule` of each finding, in order. */
function summary(texts: ReadonlyMap<string, string>): string[] {
  return [...analyseDriver(texts)].flatMap(([name, findings]) => {
    const lines = new LineIndex(texts.get(name) ?? '');
    return findings.map(({ rule, span }) => `${name}:${lines.position(span.start).line + 1} ${rule}`);
  });
}

const originals = new Map<Fixture, readonly string[]>();

beforeAll(() => {
  for (const fixture of fixtures) originals.set(fixture, summary(textsOf(fixture)));
}, 60_000);

describe.each(rewrites)('with $name', ({ apply }) => {
  it('the findings stay the same', { timeout: 60_000 }, () => {
    const differences = fixtures.flatMap((fixture) => {
      const texts = textsOf(fixture);
      const rewritten = new Map([...texts].map(([name, text]) => [name, isCode(name) ? apply(text) : text]));
      const before = originals.get(fixture);
      const isChanged = [...texts].some(([name, text]) => rewritten.get(name) !== text);
      const after = isChanged ? summary(rewritten) : before;
      const same = JSON.stringify(after) === JSON.stringify(before);
      return same ? [] : [{ fixture: `${fixture.folder}/${fixture.name}`, before, after }];
    });
    expect(differences.slice(0, 10), `${differences.length} fixtures differ`).toEqual([]);
  });
});
