import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LineIndex } from '../../../server/src/base/text.ts';
import { complete } from '../../../server/src/features/completion.ts';
import { inlayHints } from '../../../server/src/features/inlayHints.ts';
import { callAt } from '../../../server/src/features/meaning/call.ts';
import { toOffset } from '../../../server/src/features/position.ts';
import { signatureHelp } from '../../../server/src/features/signatureHelp.ts';
import { languageOf, type Language, type Parser } from '../../../server/src/syntax/index.ts';
import { testParser } from '../../support/parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await testParser();
});

const folder = join(import.meta.dirname, '../../mutation/drivers');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:c|cpp|h)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Asks for everything that is asked for while a text is typed, and checks that the answers fit the text. */
function askAt(text: string, language: Language, offset: number): void {
  const file = parser.parse(text, language);
  const lines = new LineIndex(text);
  const input = { file, lines, offset, isTriggered: false, includesWsk: false, hasCExtension: false };
  const { items } = complete(input, { snippets: true, insertReplace: false });
  for (const { textEdit } of items) {
    const { start, end } = textEdit !== undefined && 'range' in textEdit ? textEdit.range : expect.fail();
    expect(toOffset({ text, lines }, end)).toBe(offset);
    expect(text.slice(toOffset({ text, lines }, start), offset)).toMatch(/^[\w$\u0080-\uffff]*$/);
  }
  const call = callAt(file, offset);
  if (call !== undefined) {
    expect(call.index).toBeLessThan(call.arguments.length);
    const bounds = call.arguments.flatMap(({ start, end }) => [start, end]);
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
    expect(call.callee.end).toBeLessThan(offset);
  }
  signatureHelp(file, offset, { format: 'markdown', labelOffsets: true });
}

const allHints = { parameterNames: true, irql: true, irp: true };

describe('while something is typed', () => {
  it('answers at the end of every prefix of a driver', () => {
    const prefix = fc
      .constantFrom(...sources)
      .chain(({ name, text }) =>
        fc.nat({ max: text.length }).map((length) => ({ name, text: text.slice(0, length) })),
      );
    fc.assert(
      fc.property(prefix, ({ name, text }) => {
        const language = languageOf(name, text, 'c');
        askAt(text, language, text.length);
        inlayHints(
          parser.parse(text, language),
          new LineIndex(text),
          { start: 0, end: text.length },
          allHints,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('answers inside of every prefix of a driver', () => {
    const place = fc
      .constantFrom(...sources)
      .chain(({ name, text }) =>
        fc.record({ name: fc.constant(name), text: fc.constant(text), length: fc.nat({ max: text.length }) }),
      )
      .chain(({ name, text, length }) =>
        fc.record({
          name: fc.constant(name),
          text: fc.constant(text.slice(0, length)),
          offset: fc.nat({ max: length }),
        }),
      );
    fc.assert(
      fc.property(place, ({ name, text, offset }) => {
        askAt(text, languageOf(name, text, 'c'), offset);
      }),
      { numRuns: 150 },
    );
  });

  const words =
    'WskRegister d->WskSend npi . -> ( ) [ ] { } , ; = | & * static_cast< > :: if for "a" \'b 1 #define #include // /* */ \\ \n WSK_CLIENT_DISPATCH WSK_REGISTRATION';

  it.each(['c', 'cpp'] as const)('answers in any text (%s)', (language) => {
    const text = fc
      .array(fc.constantFrom(...words.split(' ')), { maxLength: 25 })
      .map((chosen) => chosen.join(' '));
    fc.assert(
      fc.property(text, (source) => {
        for (let offset = 0; offset <= source.length; offset++) askAt(source, language, offset);
      }),
      { numRuns: 25 },
    );
  });
});
