import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingReason, suppressionEdit } from '../../../server/src/analysis/suppressEdit.ts';
import type { Finding, Fix } from '../../../server/src/base/finding.ts';
import { applyEdits } from '../../../server/src/base/text.ts';
import { fixAll } from '../../../server/src/workspace/fixAll.ts';
import { suppress, tokensOf } from './suppressionSupport.ts';

/** The text after the first fix of the first unused suppression. */
function repaired(text: string, pick = 0): string {
  const fix = suppress(text).unusedFindings[0]?.fixes[pick];
  return fix === undefined ? text : applyEdits(text, fix.edits);
}

describe('removing an unused suppression', () => {
  test.each<[string, string, string]>([
    ['its line goes', 'a();\n  // wsk-disable-next-line\nb();\n', 'a();\nb();\n'],
    ['with all lines of the comment', 'a();\n/* wsk-disable-next-line\n * -- x */\nb();\n', 'a();\nb();\n'],
    ['the last line, without a line break', 'a();\n// wsk-disable', 'a();\n'],
    ['behind code with the blanks before it', 'a();\t // wsk-disable-line -- x\nb();', 'a();\nb();'],
    ['before code with the blanks behind it', '  /* wsk-disable-line */ a();', '  a();'],
    ['between code with one blank left', 'a(1, /* wsk-disable-line */ 2);', 'a(1, 2);'],
    ['between words', 'int/* wsk-disable-line */a;', 'int a;'],
    ['between operators', 'a+/* wsk-disable-line */+b;', 'a+ +b;'],
    [
      'a line of a macro with its backslash',
      '#define A \\\n /* wsk-disable-next-line */ \\\n b()',
      '#define A \\\n b()',
    ],
    [
      'the last line of a macro',
      '#define A b(); \\\n // wsk-disable-line\nc();',
      '#define A b(); \\\n\nc();',
    ],
    [
      'at the end of a line of a macro',
      '#define A b(); /* wsk-disable-line */ \\\n c()',
      '#define A b(); \\\n c()',
    ],
    ['at the beginning of a macro line', '#define A \\\n /* wsk-disable-line */ c()', '#define A \\\n c()'],
    [
      'the first name',
      'leak(); // wsk-disable-line registered-twice, registration-leak -- x',
      'leak(); // wsk-disable-line registration-leak -- x',
    ],
    [
      'the last name',
      'leak(); // wsk-disable-line registration-leak,registered-twice',
      'leak(); // wsk-disable-line registration-leak',
    ],
    [
      'a region with what ends it',
      '// wsk-disable registered-twice\nleak();\n// wsk-enable registered-twice\n',
      'leak();\n',
    ],
    [
      'one rule of a region and of what ends it',
      '// wsk-disable registered-twice, registration-leak\nleak();\n// wsk-enable registration-leak, registered-twice\n',
      '// wsk-disable registration-leak\nleak();\n// wsk-enable registration-leak\n',
    ],
    [
      'a region of which another one shares the end',
      '// wsk-disable registered-twice\n// wsk-disable registration-leak\nleak();\n// wsk-enable\n',
      '// wsk-disable registration-leak\nleak();\n// wsk-enable\n',
    ],
    ['a region of nothing on one line', 'a(); /* wsk-disable */ /* wsk-enable */\n', 'a();\n'],
  ])('%s', (_, text, expected) => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const [before, after] = [text, expected].map((each) => each.replaceAll('\n', lineBreak));
      expect(repaired(before!)).toBe(after);
    }
  });

  test.each<[string, string]>([
    ['leak(); // wsk-disable-line registraton-leak', 'leak(); // wsk-disable-line registration-leak'],
    [
      'leak(); // wsk-disable-line registration-leak freed, later',
      'leak(); // wsk-disable-line registration-leak -- freed, later',
    ],
    ['leak(); // wsk-disabled-line registration-leak', 'leak(); // wsk-disable-line registration-leak'],
  ])('what is mistyped can be corrected: %s', (text, expected) => {
    expect(repaired(text)).toBe(expected);
    expect(suppress(expected)).toMatchObject({ kept: [], unused: [] });
  });

  test('nobody but a person removes what is mistyped', () => {
    const text = 'leak(); // wsk-disable-line registraton-leak\n// wsk-disable-nextline\n';
    const safeties = suppress(text).unusedFindings.flatMap(({ fixes }) => fixes.map(({ safety }) => safety));
    expect(safeties).toEqual(['review', 'review', 'review', 'review']);
  });
});

describe('suppressing a finding', () => {
  const suppressed = (text: string, reason?: string): string | undefined => {
    const [finding] = suppress(text).keptFindings;
    const edit = finding && suppressionEdit(text, finding, reason);
    return edit && applyEdits(text, [edit]);
  };

  test.each<[string, string, string | undefined]>([
    [
      'a line above',
      'a();\n\tleak();\n',
      'a();\n\t// wsk-disable-next-line registration-leak -- why\n\tleak();\n',
    ],
    [
      'in a text without line breaks',
      'leak();',
      '// wsk-disable-next-line registration-leak -- why\nleak();',
    ],
    [
      'one more rule above',
      '// wsk-disable-next-line registered-twice -- x\nleak(twice);',
      '// wsk-disable-next-line registered-twice, registration-leak -- x\nleak(twice);',
    ],
    [
      'one more rule behind',
      'leak(twice); /* wsk-disable-line registered-twice */',
      'leak(twice); /* wsk-disable-line registered-twice, registration-leak */',
    ],
    [
      'above the first line of a macro',
      '#define A leak(); \\\n b()',
      '// wsk-disable-next-line registration-leak -- why\n#define A leak(); \\\n b()',
    ],
    [
      'in a macro',
      '#define A \\\n leak(); \\\n b()',
      '#define A \\\n leak(); /* wsk-disable-line registration-leak -- why */ \\\n b()',
    ],
    [
      'at the end of a macro',
      '#define A \\\n leak()\nb();',
      '#define A \\\n leak() // wsk-disable-line registration-leak -- why\nb();',
    ],
    [
      'behind the end of a comment',
      '/* a\n */ leak();',
      '/* a\n */ leak(); // wsk-disable-line registration-leak -- why',
    ],
    [
      'before a comment that ends the line',
      '/* a\n */ leak(); // b',
      '/* a\n */ leak(); /* wsk-disable-line registration-leak -- why */ // b',
    ],
    [
      'before a comment that goes on',
      '/* a\n */ leak(); /* b\n */',
      '/* a\n */ leak(); /* wsk-disable-line registration-leak -- why */ /* b\n */',
    ],
    [
      'behind the end of a string',
      'a("x\\\ny", leak);',
      'a("x\\\ny", leak); // wsk-disable-line registration-leak -- why',
    ],
    ['not inside a string', '#define A \\\n leak("x\\\ny")', undefined],
    ['not inside a raw string', 'R"(\n)", leak(R"(\n)");', undefined],
  ])('%s', (_, text, expected) => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const after = suppressed(text.replaceAll('\n', lineBreak), 'why');
      if (lineBreak !== '\n' && !text.includes('\n')) continue;
      expect(after).toBe(expected?.replaceAll('\n', lineBreak));
      if (after !== undefined) expect(suppress(after)).toMatchObject({ kept: [], unused: [] });
    }
  });

  test('the reason stays in its comment', () => {
    expect(suppressed('leak();', ' a */ b\n\tc \\ ')).toBe(
      '// wsk-disable-next-line registration-leak -- a * / b c\nleak();',
    );
    expect(suppressed('leak();', '')).toBe('// wsk-disable-next-line registration-leak\nleak();');
    expect(suppressed('leak();')).toContain(missingReason);
  });

  test('an unused suppression has no suppression of its own', () => {
    const text = 'x(); // wsk-disable-line';
    const [finding] = suppress(text).unusedFindings;
    expect(finding && suppressionEdit(text, finding)).toBeUndefined();
  });
});

describe('any text', () => {
  const rules = fc.constantFrom(
    '',
    ' registration-leak',
    ' registered-twice',
    ' registration-leak, registered-twice',
    ' registration-on-stack,registration-leak -- why',
    ' registered-twice, registered-twice -- a, b',
    ' no-such-rule',
    ' -- all',
  );
  const directive = fc.constantFrom('wsk-disable-next-line', 'wsk-disable-line', 'wsk-disable', 'wsk-enable');
  const body = fc.tuple(directive, rules).map((parts) => parts.join(''));
  const code = fc.constantFrom(
    'leak();',
    'twice(leak);',
    'x = y;',
    'if (a)',
    '{',
    '}',
    'f("//",',
    'stack);',
    '',
  );
  const line = fc.oneof(
    { weight: 4, arbitrary: code },
    body.map((text) => `// ${text}`),
    body.map((text) => `/* ${text}\n */`),
    fc.tuple(code, body).map(([text, comment]) => `  ${text} // ${comment}`),
    fc.tuple(body, code).map(([comment, text]) => `\t/* ${comment} */ ${text}`),
    fc.tuple(code, body).map(([text, comment]) => `#define M \\\n ${text} /* ${comment} */ \\\n ${text}`),
  );
  const texts = fc
    .tuple(fc.array(line, { maxLength: 10 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([lines, lineBreak]) => lines.join('\n').replaceAll('\n', lineBreak));

  const named = (findings: readonly Finding[]): string[] => findings.map(({ rule }) => rule);
  const removalOf = ({ fixes }: Finding): Fix => fixes.at(-1)!;

  test('a removal changes neither the code nor what is found, and is not needed again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const before = suppress(text);
        for (const finding of before.unusedFindings) {
          const changed = applyEdits(text, removalOf(finding).edits);
          const after = suppress(changed);
          expect(tokensOf(changed)).toEqual(tokensOf(text));
          expect(named(after.keptFindings)).toEqual(named(before.keptFindings));
          expect(after.suppressed.length).toBe(before.suppressed.length);
          expect(after.unusedEntries).toBeLessThan(before.unusedEntries);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('all safe fixes together leave nothing that is safe to fix', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const edits = fixAll(text, (current) => {
          const { keptFindings, unusedFindings } = suppress(current);
          return [...keptFindings, ...unusedFindings];
        });
        const fixed = applyEdits(text, edits);
        const { unusedFindings, keptFindings } = suppress(fixed);
        expect(
          unusedFindings.flatMap(({ fixes }) => fixes).filter(({ safety }) => safety === 'safe'),
        ).toEqual([]);
        expect(named(keptFindings)).toEqual(named(suppress(text).keptFindings));
      }),
    );
  });

  test('a suppression takes its finding away, and none is unused that was not', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const before = suppress(text);
        for (const finding of before.keptFindings) {
          const edit = suppressionEdit(text, finding);
          if (edit === undefined) continue;
          const changed = applyEdits(text, [edit]);
          const after = suppress(changed);
          expect(tokensOf(changed)).toEqual(tokensOf(text));
          expect(after.keptFindings.length).toBeLessThan(before.keptFindings.length);
          expect(after.unusedEntries).toBeLessThanOrEqual(before.unusedEntries);
        }
      }),
      { numRuns: 500 },
    );
  });
});
