import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Observer, type Observed } from '../../../server/src/analysis/observer.ts';
import type { Sources } from '../../../server/src/analysis/index.ts';
import { DriverProgram } from '../../../server/src/flow/driverProgram.ts';
import { ModelBuilder } from '../../../server/src/model/builder.ts';
import { Driver } from '../../../server/src/model/driver.ts';
import type { ParsedFile } from '../../../server/src/syntax/index.ts';
import { LineIndex } from '../../../server/src/base/text.ts';
import { loadDrivers } from '../../mutation/driver.ts';
import { newAnalyser, parser } from '../../support/analyse.ts';
import { analyseDriver, parseAll, sourcesOf } from '../../support/analyseDriver.ts';
import { anyEdit } from '../../support/edits.ts';

/** `file:line rule` of each finding of a driver, lines 1-based. */
function findings(files: Readonly<Record<string, string>>): string[] {
  const texts = new Map(Object.entries(files));
  return [...analyseDriver(texts)].flatMap(([name, found]) => {
    const lines = new LineIndex(texts.get(name) ?? '');
    return found.map(({ rule, span }) => `${name}:${lines.position(span.start).line + 1} ${rule}`);
  });
}

const table = 'static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };\n';
/** Lines 1 to 3 of a file with the functions NetStart and NetStop and the flag Up. */
const net = `${table}WSK_REGISTRATION Reg; BOOLEAN Up;
NTSTATUS NetStart(void) { WSK_CLIENT_NPI c = { NULL, &Table }; return WskRegister(&c, &Reg); }
VOID NetStop(void) { WskDeregister(&Reg); }
`;
/** DriverEntry and what comes before its success; line 3 is `inside`. */
const entry = (inside = '', unload = 'Unload'): string => `DRIVER_UNLOAD Unload; extern BOOLEAN Up;
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { NTSTATUS s; d->DriverUnload = ${unload}; s = NetStart(); if (!NT_SUCCESS(s)) return s;
${inside}
return STATUS_SUCCESS; }
`;
const unload = (body: string): string => `extern BOOLEAN Up;\nVOID Unload(PDRIVER_OBJECT d) { ${body} }\n`;
const leak = 'unload.c:2 registration-never-deregistered';

describe('what DriverEntry leaves is there in the unload routine of another file', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['deregistered', { 'main.c': entry(), 'net.c': net, 'unload.c': unload('NetStop();') }, []],
    [
      'left, by a tear-down that misses it',
      {
        'main.c': entry(),
        'net.c': net.replace(/VOID NetStop.*/, ''),
        'unload.c': unload(''),
      },
      ['net.c:3 registration-never-deregistered'],
    ],
    [
      'under a flag that was set',
      { 'main.c': entry('Up = TRUE;'), 'net.c': net, 'unload.c': unload('if (Up) NetStop();') },
      [],
    ],
    [
      'under a flag that nobody sets',
      { 'main.c': entry(), 'net.c': net, 'unload.c': unload('if (Up) NetStop();') },
      [leak],
    ],
    [
      'under a flag that a function in between may set',
      {
        'main.c': entry(),
        'net.c': net,
        'unload.c': unload('if (Up) NetStop();'),
        'other.c': 'extern BOOLEAN Up;\nVOID Open(void) { Up = TRUE; }',
      },
      [],
    ],
    [
      'under a flag that a function in between only reads',
      {
        'main.c': entry(),
        'net.c': net,
        'unload.c': unload('if (Up) NetStop();'),
        'other.c': 'extern BOOLEAN Up;\nBOOLEAN IsUp(void) { return Up; }',
      },
      [leak],
    ],
    [
      'closed by a function in between',
      {
        'main.c': entry(),
        'net.c': net,
        'unload.c': unload('if (Up) NetStop();'),
        'other.c': 'VOID Close(void) { NetStop(); }',
      },
      [],
    ],
    [
      'after a failure of DriverEntry, which is never unloaded',
      {
        'main.c': entry('s = IoX(); if (!NT_SUCCESS(s)) { NetStop(); return s; } Up = TRUE;'),
        'net.c': net,
        'unload.c': unload('if (Up) NetStop();'),
      },
      [],
    ],
    [
      'deregistered twice',
      { 'main.c': entry('NetStop();'), 'net.c': net, 'unload.c': unload('NetStop();') },
      ['net.c:4 deregistered-twice'],
    ],
  ])('%s', (_, files, expected) => {
    expect(findings(files)).toEqual(expected);
  });

  test('and nothing is said where the driver is not whole', () => {
    const files = { 'main.c': entry(), 'net.c': net, 'unload.c': unload('if (Up) NetStop();') };
    const whole = sourcesOf(parseAll(new Map(Object.entries(files))));
    expect(
      newAnalyser()
        .analyse(whole)
        .map(({ rule }) => rule),
    ).toEqual(['registration-never-deregistered']);
    expect(newAnalyser().analyse({ ...whole, isWhole: false })).toEqual([]);
  });
});

describe('files of one driver', () => {
  const start = (inside: string): string =>
    `${table}static WSK_REGISTRATION Reg;\n${inside}\nNTSTATUS S(void) { WSK_CLIENT_NPI c = { NULL, &Table }; return WskRegister(&c, &Reg); }\n`;

  test('have static functions of one name, each with its own', () => {
    const one = (name: string, end: string): string =>
      `static WSK_REGISTRATION Reg;\nstatic VOID End(void) { ${end} }\nVOID ${name}(void) { End();\nWskDeregister(&Reg); }\n`;
    const [twice, once] = [one('A', 'WskDeregister(&Reg);'), one('B', 'Log();')];
    expect(findings({ 'a.c': twice, 'b.c': once })).toEqual(['a.c:4 deregistered-twice']);
    expect(findings({ 'b.c': once, 'a.c': twice })).toEqual(['a.c:4 deregistered-twice']);
    expect(findings({ 'a.c': once, 'b.c': twice.replace('A(', 'B2(') })).toEqual([
      'b.c:4 deregistered-twice',
    ]);
  });

  test('have static variables of one name, which are not mixed', () => {
    const end = 'static WSK_REGISTRATION Reg;\nVOID End(void) { WskDeregister(&Reg); }\n';
    const files = (other: string) => ({
      'a.c': `${start('')}VOID End(void);\nVOID A(void) { WskDeregister(&Reg); End(); }\n`,
      'b.c': other,
    });
    expect(findings(files(end))).toEqual([]);
    const shared = end.replace('static', 'extern');
    const defined = files(shared);
    expect(findings({ ...defined, 'a.c': defined['a.c'].replace('static WSK_REG', 'WSK_REG') })).toEqual([
      'b.c:2 deregistered-twice',
    ]);
  });

  test('call each other in a circle, and it ends', () => {
    const files = {
      'a.c': 'extern WSK_REGISTRATION Reg;\nVOID A(int n) { if (n > 0) B(n - 1);\nWskDeregister(&Reg); }\n',
      'b.c': 'VOID B(int n) { if (n > 3) C(n - 1); }\n',
      'c.c':
        'extern WSK_REGISTRATION Reg;\nVOID C(int n) { A(n - 1); }\nVOID D(void) { WskDeregister(&Reg);\nWskDeregister(&Reg); }\n',
      'd.c': 'WSK_REGISTRATION Reg;\n',
    };
    expect(findings(files)).toContain('c.c:4 deregistered-twice');
  });

  test('see the macros and types of their headers, whatever the order', () => {
    const header =
      '#define STOP(r) WskDeregister(r)\ntypedef struct { WSK_REGISTRATION Reg; } CTX;\nextern CTX Ctx;\n';
    const source = '#include "n.h"\nCTX Ctx;\nVOID A(void) { STOP(&Ctx.Reg);\nSTOP(&Ctx.Reg); }\n';
    const expected = ['a.c:4 deregistered-twice'];
    expect(findings({ 'n.h': header, 'a.c': source })).toEqual(expected);
    expect(findings({ 'a.c': source, 'n.h': header })).toEqual(expected);
  });
});

/** The sources with one file changed. */
const changed = (files: ReadonlyMap<string, ParsedFile>, name: string, text: string) => {
  const before = files.get(name);
  if (before === undefined) throw new Error(`no file ${name}`);
  return new Map([...files, [name, parser.update(before, text)]]);
};

const several = loadDrivers()
  .map(({ files }) => new Map(files.map(({ name, text }) => [name, text])))
  .filter((files) => files.size > 1);

describe('an analyser that has seen the versions before', () => {
  test('finds in a driver of several files what a fresh one finds', () => {
    const step = fc.record({ file: fc.nat(), edit: anyEdit });
    const script = fc.array(step, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...several), script, (texts, steps) => {
        const analyser = newAnalyser();
        let files = parseAll(texts);
        analyser.analyse(sourcesOf(files));
        for (const { file, edit } of steps) {
          const [name, { text }] = [...files][file % files.size] ?? ['', { text: '' }];
          files = changed(files, name, edit.edit[1](text, edit.at));
          const fresh = parseAll(new Map([...files].map(([each, parsed]) => [each, parsed.text])));
          expect(analyser.analyse(sourcesOf(files)), edit.edit[0]).toEqual(
            newAnalyser().analyse(sourcesOf(fresh)),
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  test('finds it when a function of any file does nothing for a while', () => {
    for (const texts of several) {
      const analyser = newAnalyser();
      const whole = parseAll(texts);
      const expected = analyser.analyse(sourcesOf(whole));
      for (const [name, { text, units }] of whole) {
        for (const { unit, start } of units.filter((each) => each.unit.kind === 'function')) {
          const body = start + unit.source.indexOf('{');
          const end = start + unit.source.length;
          const files = changed(whole, name, `${text.slice(0, body)}{ }${text.slice(end)}`);
          const fresh = parseAll(new Map([...files].map(([each, parsed]) => [each, parsed.text])));
          const found = analyser.analyse(sourcesOf(files));
          expect(found, `${name} ${unit.name ?? ''}`).toEqual(newAnalyser().analyse(sourcesOf(fresh)));
        }
      }
      expect(analyser.analyse(sourcesOf(whole))).toEqual(expected);
    }
  });
});

describe('a version', () => {
  const builder = new ModelBuilder(parser);

  function observe(sources: Sources, before?: Observed): Observed {
    const byUri = new Map(sources.files.map(({ uri, file }) => [uri, file]));
    const files = sources.files.map(({ uri, file, includes }) => ({
      uri,
      model: builder.file(
        file,
        includes.flatMap((header) => byUri.get(header) ?? []),
      ),
    }));
    const program = new DriverProgram(new Driver(files, sources.isWhole));
    const observer = new Observer(program, sources, before);
    const steps = observer.observe();
    while (steps.next().done !== true);
    return observer.observed;
  }

  const files = parseAll(
    new Map([
      ['main.c', entry('Up = TRUE;')],
      ['net.c', net],
      ['unload.c', unload('if (Up) NetStop();')],
      ['other.c', 'VOID Other(void) { WskReleaseProviderNPI(&Mine); }\nVOID Idle(void) { }\n'],
    ]),
  );
  const text = (name: string): string => files.get(name)?.text ?? '';
  const first = observe(sourcesOf(files));

  test('is simulated from each of its roots, and its life', () => {
    expect([...first.roots.keys()].map(({ name }) => name)).toEqual(['DriverEntry', 'Unload', 'Other']);
    expect(first.simulated).toBe(3);
    expect(first.lives.size).toBe(1);
  });

  test.each<[string, string, string, number]>([
    ['in which nothing changed simulates nothing', 'main.c', text('main.c'), 0],
    ['in which only blanks and comments came simulates nothing', 'net.c', `// x\n\n${text('net.c')}`, 0],
    [
      'in which a function changed that touches nothing simulates nothing',
      'other.c',
      text('other.c').replace('{ }', '{ Log(); }'),
      0,
    ],
    [
      'in which a function changed simulates the roots that reach it',
      'other.c',
      text('other.c').replace('{ Wsk', '{ Log(); Wsk'),
      1,
    ],
    [
      'in which a function changed that two roots reach simulates both',
      'net.c',
      text('net.c').replace('{ WskDe', '{ Log(); WskDe'),
      2,
    ],
    ['in which a declaration changed simulates all', 'unload.c', `int x;\n${text('unload.c')}`, 3],
  ])('%s', (_, name, next, simulated) => {
    const after = observe(sourcesOf(changed(files, name, next)), first);
    expect(after.simulated).toBe(simulated);
    expect(simulated === 0).toBe(
      [...after.roots].every(([root, result]) => first.roots.get(root) === result),
    );
    if (simulated === 0)
      for (const [life, { observations }] of after.lives)
        expect(observations).toBe(first.lives.get(life)?.observations);
  });
});
