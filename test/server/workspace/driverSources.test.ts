import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../server/src/syntax/index.ts';
import { DriverSources } from '../../../server/src/workspace/driverSources.ts';
import { IncludeResolver } from '../../../server/src/workspace/includes.ts';
import { testParser } from '../../support/parser.ts';

const parser = await testParser();
const start = 'NTSTATUS NetStart(void) { return WskRegister(&Npi, &Reg); }\n';
const unreadable = Symbol('a file that cannot be read');
type Files = Readonly<Record<string, string | typeof unreadable>>;

/** What a driver of these files needs; a name with `.h` is a header that was found, whoever it belongs to. */
function sourcesOf(files: Files, isWhole = true) {
  const parsed: string[] = [];
  const names = Object.keys(files);
  const holds = (path: string, words: readonly string[]): boolean => {
    const text = files[path];
    return typeof text === 'string' && words.some((word) => text.includes(word));
  };
  const driver = new DriverSources(
    { id: 'driver', files: names.filter((name) => !name.endsWith('.h')), isWhole, isLacking: false },
    new IncludeResolver(names.filter((name) => name.endsWith('.h'))),
    {
      parse: (path) => {
        parsed.push(path);
        const text = files[path];
        return Promise.resolve(
          typeof text === 'string' ? parser.parse(text, languageOf(path, text)) : undefined,
        );
      },
      isWanted: (path) => files[path] === unreadable || holds(path, ['Wsk']),
      searcher: (words) => (path) => holds(path, words),
      definer: (functions) => (path) =>
        holds(
          path,
          functions.map((name) => `${name}(void) {`),
        ),
      projectOf: () => undefined,
      uriOf: (path) => `file://${path}`,
    },
  );
  return { driver, parsed };
}

/** Names of the files that a driver needs, in order. */
async function needed(files: Files): Promise<string[] | undefined> {
  const sources = await sourcesOf(files).driver.read();
  return sources?.files.map(({ uri }) => uri.slice('file:///d/'.length));
}

describe('a driver needs', () => {
  test('nothing, when nothing mentions WSK', async () => {
    const { driver, parsed } = sourcesOf({ '/d/a.c': 'void A(void) {}', '/d/a.h': 'int WskX;' });
    expect(await driver.read()).toBeUndefined();
    expect(parsed).toEqual([]);
  });

  test('what defines a function by whose result WSK is used, and no caller of that', async () => {
    const files = {
      '/d/net.c': 'void NetStop(void) { if (IsStarted() && ExIsX(1)) WskDeregister(&r); Log(); }',
      '/d/state.c': 'int IsStarted(void) { return started; }',
      '/d/log.c': 'void Log(void) { }',
      '/d/other.c': 'void Other(void) { if (IsStarted()) Log(); }',
    };
    expect(await needed(files)).toEqual(['net.c', 'state.c']);
  });

  test('what mentions WSK and who calls that, through any number of files, in the order of the driver', async () => {
    const files = {
      '/d/entry.c': 'NTSTATUS DriverEntry(void) { return Init(); }',
      '/d/init.c': 'NTSTATUS Init(void) { return NetStart(); }',
      '/d/net.c': start,
      '/d/other.c': 'NTSTATUS Other(void) { return 0; }',
    };
    expect(await needed(files)).toEqual(['entry.c', 'init.c', 'net.c']);
    expect([...sourcesOf(files).driver.wanted()]).toEqual(['/d/net.c']);
  });

  test('each file once, and no other is parsed', async () => {
    const { driver, parsed } = sourcesOf({
      '/d/a.c': '#include "n.h"\nNTSTATUS A(void) { return NetStart(); }',
      '/d/b.c': '#include "n.h"\nNTSTATUS B(void) { return A() + NetStart(); }',
      '/d/net.c': `#include "n.h"\n${start}`,
      '/d/other.c': '#include "o.h"\nint Other;',
      '/d/n.h': 'NTSTATUS NetStart(void);',
      '/d/o.h': '',
    });
    await driver.read();
    expect([...new Set(parsed)].sort()).toEqual(['/d/a.c', '/d/b.c', '/d/n.h', '/d/net.c']);
    expect(parsed).toHaveLength(4);
  });

  test.each<[string, string, string, boolean]>([
    [
      'calls a method',
      'NTSTATUS Net::Start() { return WskRegister(&n, &r); }',
      'void F(Net* n) { n->Start(); }',
      true,
    ],
    ['makes an object', 'Net::Net() { WskRegister(&n, &r); }', 'void F() { Net n; }', true],
    ['hands a function over', start, 'void F(D* d) { d->Unload = NetStart; }', true],
    ['calls what has nothing to do with it', `${start} void Log(void) {}`, 'void F(void) { Log(); }', false],
    [
      'writes a flag',
      `BOOLEAN Up;\nvoid S(void) { if (Up) WskDeregister(&r); }`,
      'void F(void) { Up = TRUE; }',
      true,
    ],
    [
      'writes a flag of several',
      `int A, Up[2] = { 0, 1 };\nvoid S(void) { if (Up[0]) WskDeregister(&r); }`,
      'void F(void) { Up[0] = 1; }',
      true,
    ],
    [
      'writes a flag with a value',
      `LONG Up = 1;\nvoid S(void) { if (Up) WskDeregister(&r); }`,
      'void F(void) { Up = 0; }',
      true,
    ],
    [
      'writes a flag that a caller asks',
      `extern BOOLEAN Up;\nvoid S(void) { WskDeregister(&r); }\nvoid T(void) { if (Up) S(); }`,
      'void F(void) { Up = TRUE; }',
      true,
    ],
    [
      'writes a variable that nobody here asks',
      `BOOLEAN Up;\n${start}`,
      'void F(void) { Up = TRUE; }',
      false,
    ],
    [
      'has a variable of that name',
      `static BOOLEAN Up;\nvoid S(void) { if (Up) WskDeregister(&r); }`,
      'static BOOLEAN Up;',
      false,
    ],
    [
      'uses the same types and values',
      `BOOLEAN Up = NONE;\nvoid S(void) { BOOLEAN b = NONE; if (Up) WskDeregister(&r); }`,
      'BOOLEAN Else = NONE;',
      false,
    ],
  ])('a file that %s: %#', async (_, net, other, isNeeded) => {
    expect(await needed({ '/d/net.cpp': net, '/d/other.cpp': other })).toEqual(
      isNeeded ? ['net.cpp', 'other.cpp'] : ['net.cpp'],
    );
  });

  test('a file that writes a flag which a header declares', async () => {
    const files = {
      '/d/flag.c': 'BOOLEAN Up;',
      '/d/net.c': '#include "n.h"\nvoid S(void) { if (Up) WskDeregister(&r); }',
      '/d/n.h': '#include "m.h"',
      '/d/m.h': 'extern BOOLEAN Up;',
    };
    expect(await needed(files)).toEqual(['flag.c', 'net.c', 'n.h', 'm.h']);
  });

  test.each<[string, string, string, boolean]>([
    ['calls by a macro', '#define START() NetStart()', 'void F(void) { START(); }', true],
    [
      'calls by a macro of macros',
      '#define START() BEGIN()\n#define BEGIN() NetStart()',
      'void F(void) { START(); }',
      true,
    ],
    ['calls another macro', '#define LOG() Log()', 'void F(void) { LOG(); }', false],
    ['writes by a macro', 'extern int Up;\n#define RAISE() (Up = 1)', 'void F(void) { RAISE(); }', true],
    ['writes a member', 'typedef struct { int Up; } CTX;', 'void F(CTX* c) { c->Up = 1; }', true],
    [
      'writes a member of a named structure',
      'struct CTX { int Up; };',
      'void F(struct CTX* c) { c->Up = 1; }',
      true,
    ],
    [
      'writes a member by a macro',
      'struct CTX { int Up; };\n#define RAISE(c) ((c)->Up = 1)',
      'void F(void* c) { RAISE(c); }',
      true,
    ],
    [
      'writes a member that nobody asks',
      'struct CTX { int Up, Else; };',
      'void F(struct CTX* c) { c->Else = 1; }',
      false,
    ],
    ['writes a member of the system', '', 'void F(PIRP i) { i->IoStatus = 1; }', false],
  ])('a file that %s of a header', async (_, header, other, isNeeded) => {
    const files = {
      '/d/net.c': `#include "n.h"\n${start}void NetStop(CTX* c) { if (c->Up || Up || c->IoStatus) WskDeregister(&r); }`,
      '/d/other.c': other,
      '/d/n.h': header,
    };
    expect(await needed(files)).toEqual(isNeeded ? ['net.c', 'other.c', 'n.h'] : ['net.c', 'n.h']);
  });
});

describe('headers', () => {
  async function includesOf(files: Files): Promise<Record<string, string[]>> {
    const sources = await sourcesOf(files).driver.read();
    const short = (uri: string): string => uri.slice('file:///d/'.length);
    return Object.fromEntries(
      (sources?.files ?? []).map(({ uri, includes }) => [short(uri), includes.map(short)]),
    );
  }

  test('come nearest first, also from other folders and through others', async () => {
    const files = {
      '/d/src/net.c': `#include <wsk.h>\n#include "a.h"\n#include "b.h"\n${start}`,
      '/d/inc/a.h': '#include "c.h"',
      '/d/inc/b.h': '#include "c.h"',
      '/d/inc/c.h': '',
      '/d/inc/d.h': '',
    };
    expect(await includesOf(files)).toEqual({
      'src/net.c': ['inc/a.h', 'inc/b.h', 'inc/c.h'],
      'inc/a.h': ['inc/c.h'],
      'inc/b.h': ['inc/c.h'],
      'inc/c.h': [],
    });
  });

  test('that include each other or themselves end', async () => {
    const files = {
      '/d/net.c': `#include "a.h"\n${start}`,
      '/d/a.h': '#include "b.h"\n#include "a.h"',
      '/d/b.h': '#include "a.h"',
    };
    expect(await includesOf(files)).toEqual({ 'net.c': ['a.h', 'b.h'], 'a.h': ['b.h'], 'b.h': ['a.h'] });
  });

  test('beyond a limit are left out, and those read first stay known to all', async () => {
    const names = Array.from({ length: 450 }, (_, index) => `h${index}.h`);
    const include = names.map((name) => `#include "${name}"\n`).join('');
    const includes = await includesOf({
      ...Object.fromEntries(names.map((name) => [`/d/${name}`, ''])),
      '/d/a.c': include + start,
      '/d/b.c': include + start,
    });
    expect(includes['a.c']).toEqual(names.slice(0, 400));
    expect(includes['b.c']).toEqual(names.slice(0, 400));
  });
});

describe('a driver is whole', () => {
  const isWhole = async (files: Files, group = true): Promise<boolean | undefined> =>
    (await sourcesOf(files, group).driver.read())?.isWhole;

  test('when its files are', async () => {
    expect(await isWhole({ '/d/net.c': start })).toBe(true);
    expect(await isWhole({ '/d/net.c': start }, false)).toBe(false);
  });

  test('not when one that matters cannot be read', async () => {
    expect(await isWhole({ '/d/net.c': start, '/d/x.c': unreadable })).toBe(false);
    expect(await needed({ '/d/x.c': unreadable })).toBeUndefined();
  });
});
