import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  composed,
  editBetween,
  movedEdit,
  movedSpan,
  originalSpan,
  remaining,
  reversed,
} from '../../../server/src/base/edits.ts';
import { applyEdits, type Span, type TextEdit } from '../../../server/src/base/text.ts';

/** Few letters, so that equal texts meet often. */
const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 24 });
const changes = fc.array(fc.record({ at: fc.nat(), length: fc.nat(6), newText: texts }), { maxLength: 6 });

/** A text, and what it comes to by edits one after another. */
interface Typed {
  readonly text: string;
  readonly steps: readonly TextEdit[];
  /** All steps as a list of edits of the text. */
  readonly edits: readonly TextEdit[];
  readonly after: string;
}

const typed = fc.tuple(texts, changes).map(([text, parts]): Typed => {
  let after = text;
  let edits: readonly TextEdit[] = [];
  const steps: TextEdit[] = [];
  for (const { at, length, newText } of parts) {
    const start = at % (after.length + 1);
    const step = { span: { start, end: Math.min(start + length, after.length) }, newText };
    steps.push(step);
    edits = composed(edits, step);
    after = applyEdits(after, [step]);
  }
  return { text, steps, edits, after };
});

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.slice(1).map((item, index) => [items[index] as T, item]);
}

describe('the edit between two texts', () => {
  it('leads from the one to the other, and has nothing in common at its ends', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const edit = editBetween(before, after);
        expect(edit === undefined).toBe(before === after);
        if (edit === undefined) return;
        expect(applyEdits(before, [edit])).toBe(after);
        const old = before.slice(edit.span.start, edit.span.end);
        if (old === '' || edit.newText === '') return;
        expect(old.at(0)).not.toBe(edit.newText.at(0));
        expect(old.at(-1)).not.toBe(edit.newText.at(-1));
      }),
    );
  });
});

describe('composed edits', () => {
  it('lead where the edits lead one after another', () => {
    fc.assert(
      fc.property(typed, ({ text, edits, after }) => {
        expect(applyEdits(text, edits)).toBe(after);
      }),
    );
  });

  it('are sorted and do not touch', () => {
    fc.assert(
      fc.property(typed, ({ edits }) => {
        for (const [a, b] of pairs(edits)) expect(a.span.end).toBeLessThan(b.span.start);
      }),
    );
  });

  it('keep what the last one does not touch', () => {
    const first = { span: { start: 0, end: 0 }, newText: 'x' };
    const last = { span: { start: 9, end: 9 }, newText: 'y' };
    const all = composed([first, last], { span: { start: 5, end: 6 }, newText: '' });
    expect(all).toEqual([first, { span: { start: 4, end: 5 }, newText: '' }, last]);
    expect([all[0], all[2]]).toEqual([first, last]);
    expect(all[0]).toBe(first);
    expect(all[2]).toBe(last);
  });

  it('move a span as one after another does', () => {
    fc.assert(
      fc.property(typed, fc.nat(), fc.nat(), ({ text, steps, edits }, from, length) => {
        const span = spanIn(text, from, length);
        let moved: Span | undefined = span;
        for (const step of steps) moved = moved && movedSpan([step], moved);
        // What an edit puts in between and another takes away again is no change in the end.
        if (moved !== undefined && span.start < span.end) expect(movedSpan(edits, span)).toEqual(moved);
      }),
    );
  });
});

describe('a moved span', () => {
  it('has the same text', () => {
    fc.assert(
      fc.property(typed, fc.nat(), fc.nat(), ({ text, edits, after }, from, length) => {
        const span = spanIn(text, from, length);
        const moved = movedSpan(edits, span);
        if (moved !== undefined)
          expect(after.slice(moved.start, moved.end)).toBe(text.slice(span.start, span.end));
      }),
    );
  });

  it.each([
    [{ start: 4, end: 6 }, undefined],
    [
      { start: 2, end: 5 },
      { start: 2, end: 5 },
    ],
    [
      { start: 5, end: 8 },
      { start: 7, end: 10 },
    ],
    [
      { start: 5, end: 5 },
      { start: 7, end: 7 },
    ],
  ])('%j with an insertion at 5: %j', (span, moved) => {
    expect(movedSpan([{ span: { start: 5, end: 5 }, newText: 'xy' }], span)).toEqual(moved);
  });
});

describe('a moved edit', () => {
  it('does what it did, wherever it is made before or after the others', () => {
    fc.assert(
      fc.property(typed, fc.nat(), fc.nat(), texts, ({ text, edits, after }, from, length, newText) => {
        const edit = { span: spanIn(text, from, length), newText };
        const moved = movedEdit(edits, edit);
        if (moved === undefined) return;
        const all = [...edits, edit].sort((a, b) => a.span.start - b.span.start);
        expect(applyEdits(after, [moved])).toBe(applyEdits(text, all));
      }),
    );
  });

  it('is none where it touches another', () => {
    const at5 = { span: { start: 5, end: 5 }, newText: 'xy' };
    expect(movedEdit([at5], at5)).toBeUndefined();
    expect(movedEdit([at5], { span: { start: 3, end: 5 }, newText: '' })).toBeUndefined();
  });
});

describe('the remaining edits', () => {
  it('lead to the same text behind the others', () => {
    fc.assert(
      fc.property(typed, fc.array(fc.boolean()), ({ text, edits, after }, picks) => {
        const made = edits.filter((_, index) => picks[index]);
        expect(applyEdits(applyEdits(text, made), remaining(edits, made))).toBe(after);
      }),
    );
  });
});

describe('reversed edits', () => {
  it('lead back', () => {
    fc.assert(
      fc.property(typed, ({ text, edits, after }) => {
        expect(applyEdits(after, reversed(text, edits))).toBe(text);
      }),
    );
  });
});

describe('the original of a span', () => {
  it('is where the span came from', () => {
    fc.assert(
      fc.property(typed, fc.nat(), fc.nat(), ({ text, edits }, from, length) => {
        const span = spanIn(text, from, length);
        const moved = movedSpan(edits, span);
        if (moved === undefined || span.start === span.end) return;
        const original = originalSpan(edits, moved);
        // What was deleted beside it belongs to it as well.
        const beside = edits.filter(
          ({ newText, span: { start, end } }) => newText === '' && (start === span.end || end === span.start),
        );
        const wide = [span, ...beside.map((edit) => edit.span)];
        expect(original).toEqual({
          start: Math.min(...wide.map(({ start }) => start)),
          end: Math.max(...wide.map(({ end }) => end)),
        });
      }),
    );
  });

  it('takes all in that an edit inside of it replaced', () => {
    const edit = { span: { start: 3, end: 7 }, newText: 'abc' };
    expect(originalSpan([edit], { start: 4, end: 5 })).toEqual({ start: 3, end: 7 });
    expect(originalSpan([edit], { start: 6, end: 8 })).toEqual({ start: 7, end: 9 });
    expect(originalSpan([edit], { start: 1, end: 3 })).toEqual({ start: 1, end: 3 });
  });
});

function spanIn(text: string, from: number, length: number): Span {
  const start = from % (text.length + 1);
  return { start, end: Math.min(text.length, start + (length % (text.length + 1))) };
}
