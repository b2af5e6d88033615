import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { applyEdits } from '../../../server/src/base/text.ts';
import type { ParsedFile } from '../../../server/src/syntax/index.ts';
import { SteadyFile } from '../../../server/src/workspace/steady.ts';
import { parser } from '../../support/analyse.ts';

const original = `#define LIMIT 4
static int Count;

/* Adds one. */
static void Add(int by)
{
    Prepare(by);
    if (by > LIMIT)
    {
        Count += by;
    }
}

/* Ends it. */
void Stop(void)
{
    Close(Count);
    Count = 0;
}

void Last(void)
{
    Add(1);
    Stop();
}
`;

/** A file in an editor, and its steady version. */
class Typed {
  readonly steady = new SteadyFile(parser);
  #current: ParsedFile;

  constructor(text = original) {
    this.#current = parser.parse(text, 'c');
    this.steady.of(this.#current);
  }

  get current(): ParsedFile {
    return this.#current;
  }

  get text(): string {
    return this.#current.text;
  }

  /** The steady text; what is held back of it leads to the editor's. */
  get steadyText(): string {
    const { file, heldBack } = this.steady.of(this.#current);
    expect(applyEdits(file.text, heldBack)).toBe(this.text);
    return file.text;
  }

  replace(old: string, newText: string): this {
    const start = this.text.indexOf(old);
    expect(start, old).toBeGreaterThanOrEqual(0);
    return this.splice(start, old.length, newText);
  }

  /** Character by character. */
  type(before: string, typed: string): this {
    const at = this.text.indexOf(before);
    expect(at, before).toBeGreaterThanOrEqual(0);
    for (const [index, char] of Array.from(typed).entries()) this.splice(at + index, 0, char);
    return this;
  }

  splice(at: number, length: number, newText: string): this {
    const before = this.text;
    const start = Math.min(at, before.length);
    const after = before.slice(0, start) + newText + before.slice(start + length);
    this.steady.change({ span: { start, end: Math.min(start + length, before.length) }, newText });
    this.#current = parser.update(this.#current, after);
    this.steady.of(this.#current);
    return this;
  }
}

describe('a text that parses', () => {
  it('is steady itself: nothing is parsed twice', () => {
    const typed = new Typed().replace('Close(Count);', '').replace('Add(1);', 'Add(2);');
    expect(typed.steady.of(typed.current)).toEqual({ file: typed.current, heldBack: [] });
    expect(typed.steady.of(typed.current).file).toBe(typed.current);
  });

  it('is steady also where it did not parse when it was opened, and as that is edited', () => {
    const broken = original.replace('Close(Count);', 'Close(Count');
    const typed = new Typed(broken);
    expect(typed.steadyText).toBe(broken);
    typed.type('Count = 0', 'Zq(').type('Prepare', 'Zq(1);');
    expect(typed.steadyText).toBe(typed.text);
  });
});

describe('what is half typed is left out', () => {
  it.each([
    ['a call', 'Count = 0', 'DbgPrint('],
    ['an unterminated string', 'Count = 0', 'DbgPrint("x'],
    ['a condition', 'Count = 0', 'if (Zq'],
    ['a condition without what it is for', 'Count = 0', 'if (Zq)\n    '],
    ['a loop without what it repeats', 'Count = 0', 'for (;;)\n    '],
    ['the word that a declaration begins with', 'Count = 0', 'ULONG\n    '],
    ['a block', 'Count = 0', 'if (Zq) {\n    '],
    ['a closing brace', 'Count = 0', '}\n'],
    ['a comment to the end of the file', 'Count = 0', '/* and'],
    ['a comment to the end of another', 'Prepare(by)', '/* and\n'],
    ['a comment to the end of another between functions', 'static void Add', '/* and\n'],
    ['a directive', 'Count = 0', '#if 0\n'],
    ['a directive before a function', 'void Stop', '#if DBG\n'],
    ['a directive that takes functions away', 'void Stop', '#if 0\n'],
    ['a function', 'void Stop', 'int New(int a)\n{\n    return'],
    ['a variable', 'void Stop', 'static int Other'],
    ['a word before a function', 'void Stop', 'static\n'],
    ['a line at the start of the file', '#define', 'static int\n'],
  ])('%s', (_, before, line) => {
    const typed = new Typed().type(before, line);
    expect(typed.steadyText).toBe(original);
  });

  it('a call of which a bracket is deleted, and what is typed over it', () => {
    const typed = new Typed().replace('Close(Count);', 'Close(Count;');
    expect(typed.steadyText).toBe(original);
    expect(typed.replace('Close(Count;', 'Close(Other').steadyText).toBe(original);
  });

  it('a pasted function', () => {
    const typed = new Typed().replace('void Stop', 'void New(void)\n{\n    if (\n}\n\nvoid Stop');
    expect(typed.steadyText).toBe(original);
  });

  it('at several cursors', () => {
    const typed = new Typed();
    for (const char of '(Zq') for (const at of ['Prepare', 'Close', 'Add(1)']) typed.type(at, char);
    expect(typed.steadyText).toBe(original);
  });
});

describe('to find the steady version, nothing more is parsed', () => {
  it.each([
    [
      'in a line that is typed in one place',
      (typed: Typed) => typed.type('Close', 'if (Zq) { DbgPrint("x"); } '),
    ],
    ['where all parses', (typed: Typed) => typed.replace('Close(Count);', '').replace('by > LIMIT', 'by')],
  ])('%s', (_, edit) => {
    const update = vi.spyOn(parser, 'update');
    const versions = vi.spyOn(SteadyFile.prototype, 'change');
    try {
      edit(new Typed());
      // The editor's own versions.
      expect(update).toHaveBeenCalledTimes(versions.mock.calls.length);
    } finally {
      vi.restoreAllMocks();
    }
  });
});

describe('what is done counts', () => {
  it('when the line is complete', () => {
    const typed = new Typed().type('Count = 0', 'if (Zq) { Open("x"); }\n    ');
    expect(typed.steadyText).toBe(typed.text);
  });

  it('when it is undone', () => {
    const typed = new Typed().type('Count = 0', 'Zq(');
    expect(typed.replace('Zq(', '').steadyText).toBe(original);
    expect(typed.steady.heldBack).toEqual([]);
  });

  it('where a line is deleted', () => {
    const typed = new Typed().replace('    Close(Count);\n', '');
    expect(typed.steadyText).toBe(typed.text);
  });

  it('elsewhere, while a function stays broken', () => {
    const typed = new Typed().type('Prepare', 'Zq(').replace('    Close(Count);\n', '');
    expect(typed.steadyText).toBe(original.replace('    Close(Count);\n', ''));
    typed.type('Add(1)', 'Other();');
    expect(typed.steadyText).toBe(typed.text.replace('Zq(', ''));
    typed.replace('Zq(', '');
    expect(typed.steadyText).toBe(typed.text);
  });

  it('elsewhere in the function that stays broken', () => {
    const typed = new Typed().type('Close', 'Zq(').replace('Count = 0', 'Count = 1');
    expect(typed.steadyText).toBe(original.replace('Count = 0', 'Count = 1'));
  });

  it('of several pieces, as soon as each is complete', () => {
    const typed = new Typed().type('Prepare', 'Zq(').type('Close', 'Ab(');
    expect(typed.steadyText).toBe(original);
    typed.replace('Zq(', 'Zq();');
    expect(typed.steadyText).toBe(original.replace('Prepare', 'Zq();Prepare'));
    typed.replace('Ab(', 'Ab();');
    expect(typed.steadyText).toBe(typed.text);
  });

  it('where both braces of a block are typed', () => {
    const typed = new Typed().type('Close', 'if (Zq) {\n');
    expect(typed.steadyText).toBe(original);
    typed.type('Count = 0', '}');
    expect(typed.steadyText).toBe(typed.text);
  });

  it('where whole functions were replaced, whatever by', () => {
    const from = original.indexOf('/* Ends');
    const typed = new Typed().splice(from, original.length - from, 'void New(void)\n{\n    if (\n}\n');
    expect(typed.steadyText).toBe(typed.text);
  });
});

describe('a condition before a statement', () => {
  const guarded = original.replace('Count = 0', 'if (Zq) Count = 0');

  it('counts when something else is typed', () => {
    const typed = new Typed().type('Count = 0', 'if (Zq) ');
    expect(typed.steadyText).toBe(original);
    typed.type('Add(1)', 'x');
    expect(typed.steadyText).toBe(guarded);
  });

  it('counts when the file is saved, but what does not parse does not', () => {
    const typed = new Typed().type('Count = 0', 'if (Zq) ');
    typed.steady.finish();
    expect(typed.steadyText).toBe(guarded);
    typed.type('Prepare', 'Zq(');
    typed.steady.finish();
    expect(typed.steadyText).toBe(guarded);
  });

  it('counts at once when it came in one piece', () => {
    expect(new Typed().replace('Count = 0', 'if (Zq) Count = 0').steadyText).toBe(guarded);
  });
});

const pieces = [
  'a',
  ';',
  '(',
  ')',
  '{',
  '}',
  '"',
  "'",
  '/*',
  '*/',
  '//',
  '\n',
  '#if 0\n',
  '#endif\n',
  'if (a)',
];
const place = fc.nat(original.length);
const insertion = fc.record({ at: place, length: fc.constant(0), newText: fc.constantFrom(...pieces) });
const deletion = fc.record({ at: place, length: fc.integer({ min: 1, max: 9 }), newText: fc.constant('') });

describe('whatever is done to a file', () => {
  it('the steady version parses, and differs by what is held back', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(insertion, deletion), { maxLength: 12 }), (edits) => {
        const typed = new Typed();
        for (const { at, length, newText } of edits) typed.splice(at, length, newText);
        expect(typed.steadyText).toBe(typed.steady.of(typed.current).file.text);
        expect(typed.steady.of(typed.current).file.units.filter(({ unit }) => unit.hasError)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
