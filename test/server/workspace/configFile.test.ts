import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyConfig, readConfigFile } from '../../../server/src/workspace/configFile.ts';
import { exclusion } from '../../../server/src/workspace/globs.ts';
import { describeProblem, problemsIn } from '../../../server/src/workspace/readProblems.ts';

const full = `{
  // comments and trailing commas are fine
  "$schema": "./wsklintrc.schema.json",
  "rules": { "registration-leak": "off", /* and */ "registered-twice": "hint", },
  "exclude": ["generated/", "*.inl"],
  "baseline": "wsk-baseline.json",
}
`;

/** Problems as people read them. */
function problemsOf(text: string): string[] {
  return problemsIn('c.json', text, readConfigFile(text).problems).map((each) =>
    describeProblem('c.json', each),
  );
}

describe('readConfigFile', () => {
  test('reads every key', () => {
    expect(readConfigFile(full)).toEqual({
      config: {
        severities: new Map([
          ['registration-leak', 'off'],
          ['registered-twice', 'hint'],
        ]),
        exclude: ['generated/', '*.inl'],
        baseline: 'wsk-baseline.json',
      },
      problems: [],
    });
    expect(readConfigFile(`\ufeff${full.replaceAll('\n', '\r\n')}`)).toEqual(readConfigFile(full));
    expect(readConfigFile('{}')).toEqual({ config: emptyConfig, problems: [] });
  });

  test('names place and key of what is wrong, and keeps the rest', () => {
    const text = `{
  "rule": {},
  "rules": {
    "registration-leak": "warn",
    "registraton-leak": "off",
    "registered-twice": 2,
    "capture-timeout-unit": "off",
    "capture-timeout-unit": "hint"
  },
  "exclude": ["src\\\\*.c", "", 3, "../x/", "#a", "C:/x", "ok/"],
  "baseline": []
}`;
    expect(problemsOf(text)).toEqual([
      'c.json:2:3: There is no key "rule"; it is ignored. Did you mean "rules"?',
      'c.json:4:26: "rules.registration-leak" must be one of error, warning, info, hint, off, but is "warn"; the rule keeps its severity. Did you mean "warning"?',
      'c.json:5:5: "rules" names "registraton-leak", but there is no such rule; it is ignored. Did you mean "registration-leak"?',
      'c.json:6:25: "rules.registered-twice" must be one of error, warning, info, hint, off, but is 2; the rule keeps its severity.',
      'c.json:8:5: "rules.capture-timeout-unit" is there twice; the last one counts.',
      'c.json:10:15: "exclude[0]" has backslashes: patterns take / between names; "src\\\\*.c" is ignored.',
      'c.json:10:27: "exclude[1]" is empty; "" is ignored.',
      'c.json:10:31: "exclude[2]" is no text; 3 is ignored.',
      'c.json:10:34: "exclude[3]" starts with ./ or ../: patterns start at the folder of their file; "../x/" is ignored.',
      'c.json:10:43: "exclude[4]" starts with #, which makes it a comment: write \\# for a name that does; "#a" is ignored.',
      'c.json:10:49: "exclude[5]" is an absolute path: patterns start at the folder of their file; "C:/x" is ignored.',
      'c.json:11:15: "baseline" must be the path of a file, but is []; there is no baseline.',
    ]);
    expect(readConfigFile(text).config).toEqual({
      severities: new Map([['capture-timeout-unit', 'hint']]),
      exclude: ['ok/'],
      baseline: undefined,
    });
    expect(
      readConfigFile(text)
        .problems.map(({ key }) => key)
        .slice(0, 3),
    ).toEqual(['rule', 'rules.registration-leak', 'rules.registraton-leak']);
  });

  test.each<[string, string, readonly string[]]>([
    ['nothing', '', ['c.json:1:1: A value is missing.']],
    [
      'no object',
      '["rules"]',
      ['c.json:1:1: The configuration must be an object { … }, but is ["rules"]; it is ignored.'],
    ],
    [
      'rules that are none',
      '{"rules": "off", "exclude": "a"}',
      [
        'c.json:1:11: "rules" must be an object { … }, but is "off"; it is ignored.',
        'c.json:1:29: "exclude" must be a list of patterns, but is "a"; it is ignored.',
      ],
    ],
    ['too deep a nesting', '['.repeat(200_000), ['c.json:1:1: The JSON is nested too deeply.']],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
    expect(readConfigFile(text).config).toEqual(emptyConfig);
  });

  test('what stands around broken syntax counts', () => {
    const text =
      '{\n  "baseline": "b.json"\n  "exclude": ["a", oops, "b"],\n  "rules": { "registered-twice": "off"\n';
    expect(readConfigFile(text).config).toEqual({
      baseline: 'b.json',
      exclude: ['a', 'b'],
      severities: new Map([['registered-twice', 'off']]),
    });
    expect(problemsOf(text)).toEqual([
      'c.json:3:3: A comma is missing.',
      'c.json:5:1: A closing brace is missing.',
    ]);
  });

  test('any damage gives problems inside of the text, and never throws', () => {
    fc.assert(
      fc.property(fc.nat(full.length), fc.nat(20), fc.string({ maxLength: 5 }), (at, length, inserted) => {
        const text = full.slice(0, at) + inserted + full.slice(at + length);
        for (const { span, message } of readConfigFile(text).problems) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(message).toMatch(/[.?]$/);
        }
      }),
    );
  });
});

describe('exclusion', () => {
  test.each<[string, string, boolean]>([
    ['generated/', 'src/generated/', true],
    ['generated/', 'src/generated/a.c', true],
    ['generated/', 'generated', false],
    ['/src', 'lib/src/', false],
    ['src/*.c', 'src/a.C', true],
    ['src/*.c', 'src/sub/a.c', false],
    ['src/**/x.c', 'src/a/b/x.c', true],
    ['*.inl', 'a/b.inl', true],
    ['a?.c', 'ab.c', true],
    ['\\#a.c', '#a.c', true],
  ])('%s leaves out %s: %s', (pattern, path, isOut) => {
    expect(exclusion([pattern])(path)).toBe(isOut);
  });

  test('a later pattern takes back', () => {
    const isOut = exclusion(['*.c', '!keep.c']);
    expect([isOut('a.c'), isOut('keep.c')]).toEqual([true, false]);
  });

  test('no pattern leaves anything out, nor what lies elsewhere', () => {
    expect(exclusion([])('a.c')).toBe(false);
    expect(exclusion(['*'])('../a.c')).toBe(false);
  });
});
