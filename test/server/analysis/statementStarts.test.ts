import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StatementStarts } from '../../../server/src/analysis/statementStarts.ts';

/** `@` marks the offset asked for, `^` where its statement starts; both are taken out of the text. */
test.each([
  '^Status = Capture(&Reg,\n  @-10);',
  'a(); ^b(\n@1);',
  'if (a)\n  ^b(@1);',
  '^if (a &&\n @b) c();',
  'if (a) b(); else\n ^c(\n@1);',
  'Exit:\n ^b(@1);',
  'case 1:\n ^b(@1);',
  '^x = a ? b :\n @c;',
  'for (i = 0; i < 3; i++)\n ^b(@i);',
  '^for (i = 0;\n i < @3; i++) b();',
  'do { ^a(@); } while (b);',
  '^static const T t = {\n MAKE(1,\n 0), { 0, @1 }, 2 };',
  '{ { ^a(@1); } }',
  '^_Use_decl_annotations_\nNTSTATUS\nDriverEntry(@int a) { }',
  'void F(void)\n{\n  ^a(\n @1);\n}',
  'auto g = exit([&] { ^a(@1); });',
  '^f([&](int x) { a(); },\n @2);',
  'a(); ^#define B(x) \\\n c(x, \\\n @1)\n',
  '^f(a,\n#if B\n b,\n#endif\n @c);',
  'f(a }\n ^b(@1);',
  '}\n} ^b(@1);',
  'f(a;\n ^b(@1);',
  '',
])('%s', (marked) => {
  const at = marked.replace('^', '').indexOf('@');
  const text = marked.replace(/[\^@]/g, '');
  const start = marked.replace('@', '').indexOf('^');
  expect(new StatementStarts(text).at(at)).toBe(start < 0 ? at : start);
});

test('any text: a statement does not start behind what is in it', () => {
  const piece = fc.constantFrom(
    'a',
    ' ',
    '(',
    ')',
    '{',
    '}',
    ';',
    ':',
    '?',
    'if',
    'else',
    '=',
    '\n',
    '#',
    ',',
    '[',
    ']',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(80), (pieces, offset) => {
      const text = pieces.join(' ');
      const start = new StatementStarts(text).at(Math.min(offset, text.length));
      expect(start).toBeLessThanOrEqual(Math.min(offset, text.length));
    }),
  );
});
