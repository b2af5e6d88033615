import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAnalyser } from '../../../server/src/analysis/index.ts';
import type { Engine } from '../../../server/src/cli/judge.ts';
import { lint } from '../../../server/src/cli/lint.ts';
import type { Report } from '../../../server/src/cli/report.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { FileSystemError } from '../../../server/src/workspace/fileSystem.ts';
import { Policies } from '../../../server/src/workspace/policies.ts';
import { testParser } from '../../support/parser.ts';
import { type Content, memoryFileSystem, root } from './support.ts';

type Files = Readonly<Record<string, Content>>;

async function engine(): Promise<Engine> {
  const parser = await testParser();
  return { parser, analyser: createAnalyser(parser) };
}

/** Lints files and folders of a disk in memory by the real analysis. */
function report(files: Files, ...names: readonly string[]): Promise<Report> {
  return lint(names.length === 0 ? [root] : names.map((name) => join(root, name)), {
    fileSystem: memoryFileSystem(files),
    engine,
    rules,
    version: '1.2.3',
    root,
    maxFileSize: 1_000_000,
    policies: new Policies(memoryFileSystem(files), { config: 'nearest' }),
  });
}

/** `file:line rule` of each finding, lines 1-based. */
async function findings(files: Files, ...names: readonly string[]): Promise<string[]> {
  return (await report(files, ...names)).findings.map(
    ({ source, span, rule }) => `${source.name}:${source.lines.position(span.start).line + 1} ${rule.id}`,
  );
}

const table = 'static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };\n';
const start =
  'NTSTATUS NetStart(void) { WSK_CLIENT_NPI c = { NULL, &Table }; return WskRegister(&c, &Reg); }\n';
const stop = 'VOID NetStop(void) { WskDeregister(&Reg); }\n';
const net = `${table}WSK_REGISTRATION Reg;\n${start}${stop}`;
/** DriverEntry, whose line 5 leaks when what it starts is not undone, and the unload routine. */
const main = (inside = ''): string => `NTSTATUS NetStart(void); VOID NetStop(void);
VOID Unload(PDRIVER_OBJECT d) { NetStop(); }
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { NTSTATUS s; d->DriverUnload = Unload;
s = NetStart(); if (!NT_SUCCESS(s)) return s;
${inside}
return STATUS_SUCCESS; }
`;
const leaking = main('s = IoX(); if (!NT_SUCCESS(s)) return s;');
const leak = 'registration-leak';
/** A driver in one file that never deregisters unless `end` does. */
const single = (end = ''): string => `${table}static WSK_REGISTRATION Reg;
static VOID Unload(PDRIVER_OBJECT d) { ${end} }
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { WSK_CLIENT_NPI c = { NULL, &Table }; d->DriverUnload = Unload;
return WskRegister(&c, &Reg); }
`;
const never = 'registration-never-deregistered';

function project(sources: string, references = '', type = 'Driver'): string {
  const reference = references === '' ? '' : `<ProjectReference Include="${references}" />`;
  return (
    `<?xml version="1.0"?><Project><PropertyGroup><ConfigurationType>${type}</ConfigurationType></PropertyGroup>` +
    `<ItemGroup><ClCompile Include="${sources}" />${reference}</ItemGroup></Project>`
  );
}

/** UTF-16 with a byte order mark. */
function utf16(text: string, isBigEndian = false): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

describe('a folder is judged by drivers', () => {
  test('of several files: who calls a wrapper needs no WSK name', async () => {
    expect(await findings({ 'main.c': leaking, 'net.c': net })).toEqual([`main.c:5 ${leak}`]);
    expect(await findings({ 'main.c': main(), 'net.c': net })).toEqual([]);
  });

  test('whose headers lie in another folder and include each other', async () => {
    const files = {
      'inc/net.h': '#include "more.h"\n#define STOP() NetStop()\nVOID NetStop(void);\n',
      'inc/more.h': '#include "net.h"\n#define START() NetStart()\n#define FAILED(s) (!NT_SUCCESS(s))\n',
      'src/net.c': net,
      'src/main.c': `#include "net.h"\n${leaking.replace('NetStart();\n', 'START();\n').replaceAll('!NT_SUCCESS(s)', 'FAILED(s)')}`,
    };
    expect(await findings(files)).toEqual([`src/main.c:6 ${leak}`]);
    const undone = files['src/main.c'].replaceAll('if (FAILED(s)) return s;\nreturn', 'if (FAILED(s)) { STOP(); return s; }\nreturn'); // prettier-ignore
    expect(await findings({ ...files, 'src/main.c': undone })).toEqual([]);
  });

  test('that lie in one folder: they do not mix', async () => {
    const fine = single('WskDeregister(&Reg);');
    expect(await findings({ 'a.c': single(), 'b.c': fine })).toEqual([`a.c:5 ${never}`]);
    expect(await findings({ 'a.c': fine, 'b.c': fine })).toEqual([]);
    expect(await findings({ 'a.c': single(), 'b.c': single() })).toEqual([
      `a.c:5 ${never}`,
      `b.c:5 ${never}`,
    ]);
  });

  test('that lie in one folder, with blocks of one name: two projects keep them apart', async () => {
    const shared = (end?: string): string => single(end).replace('static WSK_REG', 'WSK_REG');
    const files = { 'a.c': shared(), 'b.c': shared('WskDeregister(&Reg);') };
    const projects = { 'a.vcxproj': project('a.c'), 'b.vcxproj': project('b.c') };
    expect(await findings({ ...files, ...projects })).toEqual([`a.c:5 ${never}`]);
    expect(await findings(files)).toEqual([]);
  });

  test('one of which a project names, and the other not', async () => {
    const files = {
      'drv/a.vcxproj': project('a.c;net.c'),
      'drv/a.c': leaking,
      'drv/net.c': net,
      'drv/b.c': single(),
    };
    expect(await findings(files)).toEqual([`drv/a.c:5 ${leak}`, `drv/b.c:5 ${never}`]);
  });

  test('of which files are read that hold a name, not part of another', async () => {
    const files = {
      'main.c': main(),
      'net.c': `${net}BOOLEAN Up;\nVOID Again(void) { if (Up) NetStop(); }`,
      'named.c': 'BOOLEAN IsUp(void) { return Up; }',
      'wide.c': utf16('BOOLEAN IsUpNow(void) { return Up; }'),
      'other.c': 'VOID Update(int Upper) { KeepUp(Upper); }',
    };
    const { sources } = await report(files);
    expect([...sources.values()].map(({ name }) => name)).toEqual(['main.c', 'named.c', 'net.c', 'wide.c']);
  });

  test('even when a comment names DriverEntry', async () => {
    const files = {
      'net.c': `/* Called by DriverEntry (once). */\n// DriverEntry (main.c)\n${table}WSK_REGISTRATION Reg; BOOLEAN Up;\n${start}`,
      'main.c': main().replace('NetStop(); }', 'if (Up) WskDeregister(&Reg); }'),
    };
    expect(await findings(files)).toEqual([`main.c:2 ${never}`]);
  });

  test.each(['/*', '"', `\\"`, "'", 'DriverEntry(', 'DriverEntry()'])(
    'even when %j stands there a hundred thousand times',
    async (piece) => {
      const files = { 'main.c': leaking, 'net.c': net, 'x.c': `// DriverEntry\n${piece.repeat(100_000)}` };
      expect(await findings(files)).toEqual([`main.c:5 ${leak}`]);
    },
  );

  test('and a header that no file includes is judged alone', async () => {
    const header = 'static VOID Twice(void) { WskDeregister(&r);\nWskDeregister(&r); }\n';
    expect(await findings({ 'x.h': header })).toEqual(['x.h:2 deregistered-twice']);
    expect(await findings({ 'x.h': header, 'a.c': `#include "x.h"\n${net}` })).toEqual([
      'x.h:2 deregistered-twice',
    ]);
  });
});

describe('projects of MSBuild', () => {
  const library = {
    'net/net.vcxproj': project('net.c', '', 'StaticLibrary'),
    'net/net.c': net,
    'app/main.c': leaking,
  };

  test('link libraries', async () => {
    const linked = { ...library, 'app/app.vcxproj': project('main.c', '..\\net\\net.vcxproj') };
    expect(await findings(linked)).toEqual([`app/main.c:5 ${leak}`]);
    expect(await findings({ ...library, 'app/app.vcxproj': project('main.c') })).toEqual([]);
  });

  test('do not link other drivers', async () => {
    const files = {
      'a/a.vcxproj': project('a.c'),
      'a/a.c': single(),
      'b/b.vcxproj': project('b.c'),
      'b/b.c': single('WskDeregister(&Reg);'),
      'p/p.vcxproj': project('', '..\\a\\a.vcxproj;..\\b\\b.vcxproj', 'Utility'),
    };
    expect(await findings(files)).toEqual([`a/a.c:5 ${never}`]);
  });

  /** Another driver in the same folder, so that the folder alone would not tell who belongs to whom. */
  const other = { 'drv/other.c': single('WskDeregister(&Reg);') };
  const text = `${project('main.c;sub\\N?T.c')}<!-- ${project('other.c')} -->`;

  test.each<[string, Content]>([
    ['with wildcards, backslashes and comments', text],
    ['in UTF-8 with a byte order mark', `\ufeff${text}`],
    ['in UTF-16', utf16(text)],
    ['in UTF-16, the other way round', utf16(text, true)],
    ['with line ends of DOS', text.replaceAll('><', '>\r\n<')],
  ])('are read %s', async (_, content) => {
    const files = { ...other, 'drv/main.c': leaking, 'drv/sub/net.c': net, 'drv/d.vcxproj': content };
    expect(await findings(files)).toEqual([`drv/main.c:5 ${leak}`]);
  });

  test('may be no text at all', async () => {
    const files = { 'main.c': leaking, 'net.c': net, 'd.vcxproj': Buffer.from('<Project>\0\0') };
    expect(await findings(files)).toEqual([`main.c:5 ${leak}`]);
  });
});

describe('targets of CMake', () => {
  const other = { 'other.c': single('WskDeregister(&Reg);') };

  test.each<[string, string]>([
    [
      'name files by variables',
      'set(SRC main.c ${CMAKE_CURRENT_SOURCE_DIR}/lib/net.c)\nwdk_add_driver(d ${SRC})',
    ],
    ['name files by wildcards', 'file(GLOB SRC main.c lib/*.c)\nwdk_add_driver(d ${SRC})'],
    ['add files', 'wdk_add_driver(d main.c)\ntarget_sources(d PRIVATE lib/net.c)'],
    ['link libraries', 'add_library(l lib/net.c)\nwdk_add_driver(d main.c)\ntarget_link_libraries(d l)'],
  ])('%s', async (_, text) => {
    const files = { ...other, 'main.c': leaking, 'lib/net.c': net, 'CMakeLists.txt': text };
    expect(await findings(files)).toEqual([`main.c:5 ${leak}`]);
  });
});

describe('a driver of which something is missing', () => {
  const flagged = {
    'main.c': main().replace('NetStop(); }', 'if (Up) NetStop(); }'),
    'net.c': `${table}WSK_REGISTRATION Reg; BOOLEAN Up;\n${start}${stop}`,
  };
  const found = [`main.c:2 ${never}`];

  test.each<[string, Files, readonly string[]]>([
    ['is whole without', {}, found],
    ['has a file that a project names', { 'd.vcxproj': project('main.c;net.c;gone.c') }, []],
    ['has all files that a project names', { 'd.vcxproj': project('main.c;net.c') }, found],
    ['has a library that a project links', { 'd.vcxproj': project('main.c;net.c', 'gone.vcxproj') }, []],
    [
      'has files by a variable that is not known',
      { 'CMakeLists.txt': 'add_driver(d main.c net.c ${X})' },
      [],
    ],
    ['has all files of a target', { 'CMakeLists.txt': 'add_driver(d main.c net.c)' }, found],
    [
      'has a file that may not be read',
      { 'x.c': new FileSystemError('no-permission', 'permission denied') },
      [],
    ],
    ['has a file that is not text', { 'x.c': Buffer.from('Wsk\0\x01') }, []],
    [
      'has a file that sets the flag, with no WSK name in it',
      { 'x.c': 'VOID Open(void) { Up = TRUE; }' },
      [],
    ],
    ['has a file that only mentions it', { 'x.c': 'BOOLEAN IsUp(void) { return Up; }' }, found],
  ])('%s', async (_, more, expected) => {
    expect(await findings({ ...flagged, ...more })).toEqual(expected);
  });

  test('is judged as far as it goes where it needs no more', async () => {
    const files = { 'main.c': leaking, 'net.c': net, 'd.vcxproj': project('main.c;net.c;gone.c') };
    expect(await findings(files)).toEqual([`main.c:5 ${leak}`]);
  });
});

describe('a file that is named by itself', () => {
  const twice = 'VOID Twice(void) { WskDeregister(&r);\nWskDeregister(&r); }\n';

  test('is judged alone, and quiet about what others may do', async () => {
    const files = { 'main.c': leaking, 'net.c': `${net}${twice}` };
    expect(await findings(files, 'main.c')).toEqual([]);
    expect(await findings(files, 'net.c')).toEqual([`net.c:6 deregistered-twice`]);
    expect(await findings({ ...files, 'net.c': `${table}WSK_REGISTRATION Reg;\n${start}` }, 'net.c')).toEqual(
      [],
    );
  });

  test('leaves the folder that is named with it not whole', async () => {
    const files = {
      'main.c': main().replace('NetStop(); }', 'if (Up) WskDeregister(&Reg); }'),
      'net.c': `${table}WSK_REGISTRATION Reg; BOOLEAN Up;\n${start}`,
      'up.c': 'VOID Open(void) { Up = TRUE; }',
    };
    const without = { 'main.c': files['main.c'], 'net.c': files['net.c'] };
    expect(await findings(without)).toEqual([`main.c:2 ${never}`]);
    expect(await findings(files, 'up.c', '.')).toEqual([]);
  });
});

describe('what cannot be judged', () => {
  test('is noted, once, and the others are judged', async () => {
    const binary = Buffer.from('Wsk\0\x01');
    const files = {
      'a/a.vcxproj': project('main.c;net.c;..\\shared\\bin.c'),
      'a/main.c': leaking,
      'a/net.c': net,
      'b/b.vcxproj': project('b.c;..\\shared\\bin.c'),
      'b/b.c': `${single()}VOID Twice(void) { WskDeregister(&r);\nWskDeregister(&r); }\n`,
      'b/locked.c': new FileSystemError('no-permission', 'permission denied'),
      'shared/bin.c': binary,
    };
    const { notes } = await report(files);
    expect(notes.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      'b/locked.c: permission denied',
      'shared/bin.c: not a text file: contains NUL bytes',
    ]);
    expect(await findings(files)).toEqual([
      `a/main.c:5 ${leak}`,
      `b/b.c:5 ${never}`,
      'b/b.c:7 deregistered-twice',
    ]);
  });

  test('is nothing in a driver without WSK: no engine starts', async () => {
    const fileSystem = memoryFileSystem({ 'a.c': 'int a;', 'x.vcxproj': project('a.c') });
    const policies = new Policies(fileSystem, { config: 'nearest' });
    const options = { fileSystem, policies, rules, version: '1', root, maxFileSize: 1000 };
    const started = (): Promise<Engine> => Promise.reject(new Error('started'));
    const { filesRead, notes } = await lint([root], { ...options, engine: started });
    expect([filesRead, notes]).toEqual([1, []]);
  });
});

describe('files of BUILD and compilation databases', () => {
  const driver =
    `${start}static WSK_REGISTRATION Reg;\n` +
    'NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING p)\n{\n    WSK_CLIENT_NPI npi = { NULL, &Table };\n' +
    '    return WskRegister(&npi, &Reg);\n}\n';

  test('a library that is not linked is found in the file, however its name is written', async () => {
    const files = { 'd/a.c': driver, 'd/Sources': 'TARGETNAME=a\nTARGETTYPE=DRIVER\nSOURCES=a.c\n' };
    expect(await findings(files)).toContain('d/Sources:2 netio-not-linked');
    expect(await findings({ ...files, 'd/sources.txt': '', 'd/my.sources': '' })).toContain(
      'd/Sources:2 netio-not-linked',
    );
  });

  test.each<[string, Content, string]>([
    [
      'no JSON',
      '[',
      'incomplete: the build file is not valid JSON: it does not tell which files make a driver',
    ],
    [
      'nested too deeply',
      '['.repeat(900_000),
      'incomplete: the build file is not valid JSON: it does not tell which files make a driver',
    ],
    ['unreadable', new FileSystemError('no-permission', 'refused'), 'skipped: refused'],
  ])('a database that is %s takes nothing from what is known of the driver', async (_, content, note) => {
    const files: Files = { 'd/a.c': driver };
    const withDatabase: Files = { ...files, 'd/compile_commands.json': content };
    const { notes } = await report(withDatabase);
    expect(notes.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([note]);
    expect(await findings(withDatabase)).toEqual(await findings(files));
    expect(await findings(files)).not.toEqual([]);
  });
});
