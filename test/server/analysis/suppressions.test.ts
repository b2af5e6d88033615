import { describe, expect, test } from 'vitest';
import { applySuppressions } from '../../../server/src/analysis/suppressions.ts';
import { everythingJudged, findingsIn, suppress } from './suppressionSupport.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly kept?: readonly string[];
  readonly suppressed?: readonly string[];
  readonly unused?: readonly string[];
}

function check({ text, kept = [], suppressed = [], unused = [] }: Case): void {
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    expect(suppress(text.replaceAll('\n', lineBreak))).toMatchObject({
      kept,
      suppressed,
      unused: unused.map((each) => each.replaceAll('\n', lineBreak)),
    });
  }
}

describe('which findings are suppressed', () => {
  test.each<Case>([
    { name: 'none without a comment', text: 'leak();', kept: ['1 registration-leak'] },
    {
      name: 'next line',
      text: '// wsk-disable-next-line registration-leak -- the caller frees it\nleak();\nleak();',
      suppressed: ['2 registration-leak (the caller frees it)'],
      kept: ['3 registration-leak'],
    },
    {
      name: 'this line, either kind of comment',
      text: 'leak(); // wsk-disable-line registration-leak\nleak(/* wsk-disable-line */);\nleak();',
      suppressed: ['1 registration-leak', '2 registration-leak'],
      kept: ['3 registration-leak'],
    },
    {
      name: 'all rules where none is named, with a reason or not',
      text: '// wsk-disable-next-line -- generated\nleak(twice);\n// wsk-disable-next-line\ntwice();',
      suppressed: ['2 registration-leak (generated)', '2 registered-twice (generated)', '4 registered-twice'],
    },
    {
      name: 'several rules',
      text: '// wsk-disable-next-line registration-leak , registered-twice -- a, b\nleak(twice, stack);',
      suppressed: ['2 registration-leak (a, b)', '2 registered-twice (a, b)'],
      kept: ['2 registration-on-stack'],
    },
    {
      name: 'a comment over several lines counts from its end',
      text: '/* wsk-disable-next-line\n * registration-leak,\n * registered-twice -- a\n * b\n */\nleak(twice);\nleak();',
      suppressed: ['6 registration-leak (a b)', '6 registered-twice (a b)'],
      kept: ['7 registration-leak'],
    },
    {
      name: 'a line comment that goes on behind a backslash',
      text: '// wsk-disable-next-line registration-leak -- a \\\n b\nleak();',
      suppressed: ['3 registration-leak (a b)'],
    },
    {
      name: 'the next line of code, below other comments and empty lines',
      text: '// wsk-disable-next-line registration-leak\n// wsk-disable-next-line registered-twice\n\n/* x\n */\nleak(twice);',
      suppressed: ['6 registration-leak', '6 registered-twice'],
    },
    {
      name: 'documentation comments',
      text: '/// wsk-disable-next-line\nleak();\n/** wsk-disable-next-line registered-twice */\ntwice();\n//! wsk-disable-next-line\nleak();',
      suppressed: ['2 registration-leak', '4 registered-twice', '6 registration-leak'],
    },
    {
      name: 'what starts on a later line of a statement',
      text: '// wsk-disable-next-line registration-leak\nx = call(\n  a,\n  leak);\ncall(\n  leak);',
      suppressed: ['4 registration-leak'],
      kept: ['6 registration-leak'],
    },
    {
      name: 'not the statement behind an if',
      text: '// wsk-disable-next-line registered-twice\nif (twice)\n  twice();',
      suppressed: ['2 registered-twice'],
      kept: ['3 registered-twice'],
    },
    {
      name: 'a macro as a whole, and a line of one',
      text: '// wsk-disable-next-line registration-leak\n#define A \\\n leak()\n#define B \\\n leak(); /* wsk-disable-line */ \\\n leak()',
      suppressed: ['3 registration-leak', '5 registration-leak'],
      kept: ['6 registration-leak'],
    },
    {
      name: 'inside a macro, the next line of it',
      text: '#define B \\\n /* wsk-disable-next-line */ \\\n leak(); \\\n leak()',
      suppressed: ['3 registration-leak'],
      kept: ['4 registration-leak'],
    },
    {
      name: 'a region',
      text: 'leak();\n/* wsk-disable registration-leak -- old */\nleak();\ntwice();\n/* wsk-enable registration-leak */\nleak();',
      suppressed: ['3 registration-leak (old)'],
      kept: ['1 registration-leak', '4 registered-twice', '6 registration-leak'],
    },
    {
      name: 'a region up to the end of the file',
      text: '// wsk-disable\nleak();\ntwice();',
      suppressed: ['2 registration-leak', '3 registered-twice'],
    },
    {
      name: 'a region for all rules without one of them',
      text: '// wsk-disable\nleak(twice);\n// wsk-enable registration-leak\nleak(twice);\n// wsk-enable\nleak(twice);',
      suppressed: ['2 registration-leak', '2 registered-twice', '4 registered-twice'],
      kept: ['4 registration-leak', '6 registration-leak', '6 registered-twice'],
    },
    {
      name: 'an enable without rules ends all regions',
      text: '// wsk-disable registration-leak, registered-twice\nleak(twice);\n// wsk-enable\nleak(twice);',
      suppressed: ['2 registration-leak', '2 registered-twice'],
      kept: ['4 registration-leak', '4 registered-twice'],
    },
    {
      name: 'regions on one line',
      text: '/* wsk-disable */ leak(); /* wsk-enable */ leak();',
      suppressed: ['1 registration-leak'],
      kept: ['1 registration-leak'],
    },
    {
      name: 'not by a string, nor by a comment that only mentions a directive',
      text: 'x("// wsk-disable-line", leak);\n// see wsk-disable-next-line\nleak();',
      kept: ['1 registration-leak', '3 registration-leak'],
    },
  ])('$name', check);
});

describe('which suppressions are unused', () => {
  test.each<Case>([
    {
      name: 'nothing on the line',
      text: '// wsk-disable-next-line\nx();',
      unused: ['1 // wsk-disable-next-line'],
    },
    {
      name: 'nothing behind it',
      text: 'x(); // wsk-disable-next-line',
      unused: ['1 // wsk-disable-next-line'],
    },
    {
      name: 'one of two rules',
      text: 'leak(); // wsk-disable-line registered-twice, registration-leak',
      suppressed: ['1 registration-leak'],
      unused: ['1 registered-twice'],
    },
    {
      name: 'one of two rules of a region',
      text: '// wsk-disable registered-twice, registration-leak\nleak();\n// wsk-enable registered-twice, registration-leak',
      suppressed: ['2 registration-leak'],
      unused: ['1 registered-twice'],
    },
    {
      name: 'a rule named twice',
      text: 'leak(); // wsk-disable-line registration-leak, registration-leak',
      suppressed: ['1 registration-leak'],
      unused: ['1 registration-leak'],
    },
    {
      name: 'a wider one that suppresses nothing more',
      text: '// wsk-disable registration-leak\nleak(); // wsk-disable-line registration-leak -- narrower',
      suppressed: ['2 registration-leak (narrower)'],
      unused: ['1 // wsk-disable registration-leak'],
    },
    {
      name: 'an unknown rule',
      text: 'leak(); // wsk-disable-line registraton-leak',
      kept: ['1 registration-leak'],
      unused: ['1 registraton-leak'],
    },
    {
      name: 'a reason without its dashes',
      text: 'leak(); // wsk-disable-line registration-leak freed later',
      kept: ['1 registration-leak'],
      unused: ['1 registration-leak freed later'],
    },
    {
      name: 'commas alone are not all rules',
      text: 'leak(); // wsk-disable-line , -- x',
      kept: ['1 registration-leak'],
      unused: ['1 ,'],
    },
    {
      name: 'a misspelt directive',
      text: '// wsk-disable-nextline registration-leak\nleak();',
      kept: ['2 registration-leak'],
      unused: ['1 wsk-disable-nextline'],
    },
    {
      name: 'an enable without a disable, and a second one',
      text: '// wsk-enable\n// wsk-disable\nleak();\n// wsk-enable registered-twice\n// wsk-enable registered-twice\n// wsk-enable\n// wsk-enable',
      suppressed: ['3 registration-leak'],
      unused: ['1 // wsk-enable', '5 // wsk-enable registered-twice', '7 // wsk-enable'],
    },
    {
      name: 'all rules do not mean unused suppressions',
      text: '// wsk-disable\nleak();\n// wsk-disable-next-line registered-twice\nx();',
      suppressed: ['2 registration-leak'],
      unused: ['3 // wsk-disable-next-line registered-twice'],
    },
    {
      name: 'those that are suppressed by name',
      text: '// wsk-disable-next-line unused-suppression -- for other compilers\n// wsk-disable-next-line registered-twice\nx();',
    },
    {
      name: 'one for unused suppressions that is unused itself, even if it names itself',
      text: 'x(); // wsk-disable-line unused-suppression\n// wsk-disable unused-suppression',
      unused: ['1 // wsk-disable-line unused-suppression', '2 // wsk-disable unused-suppression'],
    },
  ])('$name', check);

  test('not those of a rule that is off', () => {
    const isOff = (rule: string): boolean => rule === 'registration-leak';
    const text =
      'leak(); // wsk-disable-line registration-leak\nx(); // wsk-disable-line registration-leak\n' +
      'leak(); // wsk-disable-line\nleak();\nx(); // wsk-disable-line\n';
    expect(suppress(text, { isOff })).toMatchObject({
      kept: [],
      suppressed: [],
      unused: ['5 // wsk-disable-line'],
    });
  });

  test('not those that reach into code that was not judged', () => {
    const text = 'x(; // wsk-disable-line\ny(); // wsk-disable-line\n// wsk-disable\n';
    const end = text.indexOf('\n');
    expect(suppress(text, { unjudged: () => [{ start: 0, end }] }).unused).toEqual([
      '2 // wsk-disable-line',
      '3 // wsk-disable',
    ]);
    const all = [{ start: 0, end: text.length + 1 }];
    expect(suppress(text, { unjudged: () => all }).unused).toEqual([]);
  });
});

test('a text without suppressions is not looked into', () => {
  const findings = findingsIn('leak(); "wsk');
  const unjudged = (): never => {
    throw new Error('asked');
  };
  expect(applySuppressions('leak(); "wsk', findings, { ...everythingJudged, unjudged })).toEqual({
    kept: findings,
    suppressed: [],
    unused: [],
  });
});

test('messages say what to do', () => {
  const text = [
    '// wsk-disable-next-line registered-twice',
    'x(); // wsk-disable-line',
    '// wsk-disable registration-leak',
    'leak(); // wsk-disable-line registration-leak',
    '// wsk-enable registered-twice',
    '// wsk-disable-next-line registraton-leak, qwertyuiop',
    '// wsk-disable-next-line registration-leak freed later',
    '// wsk-disable-nextline',
  ].join('\n');
  expect(suppress(text).unusedFindings.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "This suppression has no effect: nothing is reported by registered-twice on the next line. Remove it.",
      "This suppression has no effect: no rule reports anything on this line. Remove it.",
      "This suppression of registration-leak has no effect: another comment suppresses the same findings. Remove it.",
      "This wsk-enable has no effect: no wsk-disable of registered-twice is open here. Remove it.",
      "There is no rule 'registraton-leak', so nothing is suppressed; did you mean 'registration-leak'?",
      "There is no rule 'qwertyuiop', so nothing is suppressed.",
      "'registration-leak freed later' is not the name of a rule, so nothing is suppressed; separate rules by commas, and put a reason behind ' -- '.",
      "'wsk-disable-nextline' suppresses nothing; did you mean 'wsk-disable-next-line'?",
    ]
  `);
});
