import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadDrivers, type Driver, type SourceFile } from '../../mutation/driver.ts';
import { operators } from '../../mutation/operators/index.ts';
import type { FunctionSpan } from '../../mutation/scan.ts';
import { Editor } from '../../support/editor.ts';

/** What somebody types, character by character. */
const lines = [
  'DbgPrint("x\\n");',
  'if (Zq) {\n    }',
  'ULONG x = 1;',
  '// WskDeregister(&Registration);',
  'for (;;) { break; }',
];

const drivers = new Map(loadDrivers().map((driver) => [driver.name, driver]));

/** Where, by names and numbers that a failing run can be read by. */
const place = fc.record({
  driver: fc.constantFrom(...drivers.keys()),
  file: fc.nat(),
  fn: fc.nat(),
  /** At the start of the function or behind one of its statements. */
  statement: fc.option(fc.nat()),
  line: fc.constantFrom(...lines),
});

/** A mistake that is put into the driver. */
const mistake = fc.record({ operator: fc.constantFrom(...operators.map(({ id }) => id)), mutant: fc.nat() });

/** Each of them is an analysis for each character. What fails is readable as it is. */
const numRuns = 20;

test('a driver without a mistake has no finding, whatever of a line is typed', async () => {
  await fc.assert(
    fc.asyncProperty(place, async (where) => {
      const driver = driverNamed(where.driver);
      const files = new Map(driver.files.map(({ name, text }) => [name, text]));
      expect(await findingsWhileTyping(driver, files, where)).toEqual([]);
    }),
    { numRuns, endOnFailure: true },
  );
});

test('a mistake is shown in its place, whatever of a line is typed', async () => {
  await fc.assert(
    fc.asyncProperty(place, mistake, async (where, { operator, mutant }) => {
      const driver = driverNamed(where.driver);
      const mutants = operators.find(({ id }) => id === operator)?.mutate(driver) ?? [];
      const found = await findingsWhileTyping(driver, chosen(mutants, mutant).files, where);
      fc.pre(found.length > 0);
    }),
    { numRuns, endOnFailure: true },
  );
});

/** The findings, which have to be the same after each character, as far as they have not moved. */
async function findingsWhileTyping(
  driver: Driver,
  files: ReadonlyMap<string, string>,
  where: { file: number; fn: number; statement: number | null; line: string },
): Promise<readonly string[]> {
  const file = chosen(
    driver.files.filter(({ functions }) => functions.length > 0),
    where.file,
  );
  const editor = await Editor.open(files, file.name);
  const at = offsetOf(file, chosen(file.functions, where.fn), where.statement, editor.text);
  const described = async (typed: number): Promise<readonly string[]> =>
    (await editor.findings()).map(({ rule, span: { start, end } }) => {
      const moved = start >= at ? typed : 0;
      return `${rule} ${start - moved}-${end - moved}`;
    });
  const before = await described(0);
  const typed = `\n    ${where.line}`;
  for (let length = 1; length <= typed.length; length++) {
    editor.insert(at + length - 1, typed.charAt(length - 1));
    expect(await described(length), JSON.stringify(typed.slice(0, length))).toEqual(before);
  }
  return before;
}

/** Where a line is typed in a text, which may be that of the file with a mistake in it, so that the function has moved. */
function offsetOf(
  file: SourceFile,
  { span, body }: FunctionSpan,
  statement: number | null,
  text: string,
): number {
  const head = file.text.slice(span.start, body);
  const start = text.indexOf(head);
  fc.pre(start >= 0);
  const first = start + head.length;
  if (statement === null) return first;
  const end = text.indexOf('\n}', first);
  const ends = [...text.slice(first, end).matchAll(/;$/gm)].map(({ index }) => first + index + 1);
  return chosen(ends, statement);
}

function driverNamed(name: string): Driver {
  const driver = drivers.get(name);
  if (driver === undefined) throw new Error(`no driver ${name}`);
  return driver;
}

/** One of the items; the run does not count when there is none. */
function chosen<T>(items: readonly T[], pick: number): T {
  const item = items[pick % Math.max(1, items.length)];
  if (item === undefined) throw new fc.PreconditionFailure();
  return item;
}
