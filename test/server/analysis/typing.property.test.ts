import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadDrivers, type Driver, type SourceFile } from '../../mutation/driver.ts';
import { operators } from '../../mutation/operators/index.ts';
import type { FunctionSpan } from '../../mutation/scan.ts';
import { declarations, newAnalyser, parser } from '../../support/analyse.ts';
import { analyseDriver, nameOf, parseAll, sourcesOf } from '../../support/analyseDriver.ts';

/**
 * What somebody types. Not a comment: `/*` begins one that ends at the next end of a comment, wherever that is, for the
 * compiler too, so that whole functions are gone in between. (VS Code writes the end along with the beginning.)
 */
const lines = [
  'DbgPrint("x: %u\\n", x);',
  'ULONG zqLength = 0;',
  'if (zqFlag != 0) {}',
  'for (;;) { break; }',
  "zqLetter = 'x';",
  'zqTotal += ZqCount(1, zqList[2]);',
  '// WskDeregister',
];

const drivers = new Map(loadDrivers().map((driver) => [driver.name, driver]));

/** Where a line is typed in a driver with one mistake, by names and numbers that a failing run can be read by. */
const place = fc.record({
  driver: fc.constantFrom(...drivers.keys()),
  operator: fc.constantFrom(...operators.map(({ id }) => id)),
  mutant: fc.nat(),
  fn: fc.nat(),
});

/**
 * The functions that use nothing of WSK, neither calls nor variables, and that no calls connect with one that does: no finding
 * in another function can depend on them. (One that is called may decide by its result which way is taken: while it does
 * not parse, findings behind such a call are not certain, and go.)
 */
function bystanders(driver: Driver): readonly { readonly file: SourceFile; readonly fn: FunctionSpan }[] {
  const all = driver.files.flatMap((file) =>
    file.functions.map((fn) => ({ file, fn, code: file.code.slice(fn.span.start, fn.span.end) })),
  );
  const variables = driver.files.flatMap(({ code }) =>
    [...code.matchAll(/\bP?WSK_\w+\s*[*&]?\s*(\w+)\s*[;={]/g)].map(([, name]) => name),
  );
  const names = new RegExp(`\\b(?:(?:Wsk|Nmr)[A-Z]\\w*|${variables.join('|')})\\b`);
  const concerned = new Set(all.filter(({ code }) => names.test(code)));
  const mentions = (code: string, { name }: FunctionSpan): boolean =>
    new RegExp(`\\b${name.replace(/^.*:/, '').replace('~', '')}\\b`).test(code);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const { fn, code } of concerned) {
    for (const each of all) if (mentions(each.code, fn) || mentions(code, each.fn)) concerned.add(each);
  }
  return all.filter((each) => !concerned.has(each));
}

/** The driver's findings outside of what is typed, as if nothing had been typed. */
function findings(files: ReadonlyMap<string, string>, typedIn: string, at: number, typed: string): string[] {
  const parsed = parseAll(files);
  const file = parsed.get(typedIn);
  if (file === undefined) throw new Error(`no file ${typedIn}`);
  const text = file.text.slice(0, at) + typed + file.text.slice(at);
  const sources = sourcesOf(new Map(parsed).set(typedIn, parser.update(file, text)));
  return newAnalyser()
    .analyse(sources)
    .map(({ uri, rule, span }) => {
      const moved = nameOf(uri) === typedIn && span.start >= at ? typed.length : 0;
      return `${nameOf(uri)}:${span.start - moved} ${rule}`;
    });
}

test('findings stay as they are while a line is typed in a function that they have nothing to do with', () => {
  fc.assert(
    fc.property(place, fc.constantFrom(...lines), fc.nat(), (where, line, length) => {
      const driver = chosen(
        [...drivers.values()].filter(({ name }) => name === where.driver),
        0,
      );
      const operator = chosen(
        operators.filter(({ id }) => id === where.operator),
        0,
      );
      const { files } = chosen(operator.mutate(driver), where.mutant);
      const { file, fn } = chosen(bystanders(driver), where.fn);
      // The mistake may have moved the function.
      const head = file.text.slice(fn.span.start, fn.body);
      const start = files.get(file.name)?.indexOf(head) ?? -1;
      fc.pre(start >= 0);
      const typed = `\n    ${line}`;
      const at = start + head.length;
      const before = findings(files, file.name, at, '');
      const during = findings(files, file.name, at, typed.slice(0, 1 + (length % typed.length)));
      expect(during, fn.name).toEqual(before);
    }),
    { numRuns: 80 },
  );
});

/** One of the items; the run does not count when there is none. */
function chosen<T>(items: readonly T[], pick: number): T {
  const item = items[pick % Math.max(1, items.length)];
  if (item === undefined) throw new fc.PreconditionFailure();
  return item;
}

test('a helper that touches no registration undoes none while it is half typed', () => {
  const rules = (line: string): readonly string[] => {
    const driver = `${declarations}
static VOID Note(VOID)
{
    ${line}
}
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status)) return status;
    Note();
    status = Listen(Driver, Path);
    if (!NT_SUCCESS(status)) return status;
    return status;
}
`;
    const found = analyseDriver(new Map([['driver.c', driver]])).get('driver.c') ?? [];
    return found.map(({ rule }) => rule);
  };
  const whole = rules('DbgPrint("x");');
  expect(whole).toContain('registration-leak');
  for (const line of ['DbgPrint(', 'DbgPrint("x', 'if (', 'ULONG count =']) {
    expect(rules(line), line).toEqual(whole);
  }
});
