import { describe, expect, test } from 'vitest';
import type { BuildFile } from '../../../server/src/workspace/buildUnits.ts';
import { groupDrivers } from '../../../server/src/workspace/grouping.ts';

/** Drivers, a line each: `id: files`, `*` at the id of one that is whole. `!` in front of a source: it has DriverEntry. */
function drivers(sources: readonly string[], builds: Readonly<Record<string, string>> = {}): string[] {
  const found = sources.map((name) => ({ path: name.replace('!', ''), hasEntry: name.startsWith('!') }));
  const files = Object.entries(builds).map(([path, text]): BuildFile => ({ path, text }));
  return groupDrivers(found, files).map(
    ({ id, files: named, isWhole }) => `${id}${isWhole ? '*' : ''}: ${named.join(' ')}`,
  );
}

function project(sources: readonly string[], references: readonly string[] = [], type = 'Driver'): string {
  const items = sources.map((name) => `<ClCompile Include="${name}" />`);
  const links = references.map((name) => `<ProjectReference Include="${name}" />`);
  return `<ConfigurationType>${type}</ConfigurationType>${items.join('')}${links.join('')}`;
}

describe('without build files', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['nothing', [], []],
    ['one driver', ['!/d/main.c', '/d/sub/net.c'], ['/*: /d/main.c /d/sub/net.c']],
    ['a library', ['/d/a.c', '/d/b.c'], ['/: /d/a.c /d/b.c']],
    [
      'a folder each',
      ['!/d/a/a.c', '/d/a/x.c', '!/d/b/b.c'],
      ['/d/a/*: /d/a/a.c /d/a/x.c', '/d/b/*: /d/b/b.c'],
    ],
    [
      'a folder each and files that any may link: none is whole',
      ['!/d/a/a.c', '!/d/b/b.c', '/d/common/c.c', '/d/d.c'],
      ['/d/a/: /d/a/a.c', '/d/b/: /d/b/b.c', '/d/: /d/d.c /d/common/c.c'],
    ],
    [
      'one driver in the folder of another',
      ['!/d/main.c', '/d/lib/l.c', '!/d/test/t.c'],
      ['/d/test/: /d/test/t.c', '/d/*: /d/main.c /d/lib/l.c'],
    ],
    [
      'several drivers in one folder: whose the other files are is not known',
      ['!/d/a.c', '!/d/b.c', '/d/c.c'],
      ['/d/a.c: /d/a.c', '/d/b.c: /d/b.c', '/d/: /d/c.c'],
    ],
    [
      'several drivers in one folder, no other file',
      ['!/d/a.c', '!/d/b.c'],
      ['/d/a.c: /d/a.c', '/d/b.c: /d/b.c'],
    ],
    [
      'backslashes',
      ['!C:\\d\\a\\a.c', '!C:\\d\\b\\b.c'],
      ['C:/d/a/*: C:\\d\\a\\a.c', 'C:/d/b/*: C:\\d\\b\\b.c'],
    ],
  ])('%s', (_, sources, expected) => {
    expect(drivers(sources)).toEqual(expected);
  });
});

describe('projects of MSBuild', () => {
  const sources = ['!/s/a/a.c', '/s/a/net.c', '!/s/b/b.c', '/s/lib/l.c'];

  test('keep apart what lies in one folder, and need no folder of their own', () => {
    expect(
      drivers(['!/s/a.c', '!/s/b.c', '/s/common.c'], {
        '/s/A.vcxproj': project(['a.c', 'common.c']),
        '/s/p/b.vcxproj': project(['..\\B.C', '..\\Common.c']),
      }),
    ).toEqual(['/s/a.vcxproj*: /s/a.c /s/common.c', '/s/p/b.vcxproj*: /s/b.c /s/common.c']);
  });

  test('leave to folders what none names', () => {
    expect(drivers(sources, { '/s/a/a.vcxproj': project(['a.c', 'net.c']) })).toEqual([
      '/s/a/a.vcxproj*: /s/a/a.c /s/a/net.c',
      '/*: /s/b/b.c /s/lib/l.c',
    ]);
  });

  test('take in the libraries that they refer to, also through others', () => {
    const files = {
      '/s/a/a.vcxproj': project(['a.c'], ['..\\net\\net.vcxproj']),
      '/s/net/net.vcxproj': project(['..\\a\\net.c'], ['..\\LIB\\lib.vcxproj'], 'StaticLibrary'),
      '/s/lib/lib.vcxproj': project(['l.c'], ['..\\net\\net.vcxproj'], 'StaticLibrary'),
    };
    const found = ['!/s/a/a.c', '/s/a/net.c', '/s/lib/l.c'];
    expect(drivers(found, files)).toEqual(['/s/a/a.vcxproj*: /s/a/a.c /s/a/net.c /s/lib/l.c']);
  });

  test('share a library', () => {
    const files = {
      '/s/a/a.vcxproj': project(['a.c'], ['../lib/lib.vcxproj']),
      '/s/b/b.vcxproj': project(['b.c'], ['../lib/lib.vcxproj']),
      '/s/lib/lib.vcxproj': project(['l.c'], [], 'StaticLibrary'),
    };
    const found = ['!/s/a/a.c', '!/s/b/b.c', '/s/lib/l.c'];
    expect(drivers(found, files)).toEqual([
      '/s/a/a.vcxproj*: /s/a/a.c /s/lib/l.c',
      '/s/b/b.vcxproj*: /s/b/b.c /s/lib/l.c',
    ]);
  });

  test('do not take in other programs: a package refers to its drivers', () => {
    const files = {
      '/s/a/a.vcxproj': project(['a.c', 'net.c']),
      '/s/b/b.vcxproj': project(['b.c']),
      '/s/p/package.vcxproj': project([], ['../a/a.vcxproj', '../b/b.vcxproj'], 'Utility'),
      '/s/t/test.vcxproj': project(['../lib/l.c'], ['../a/a.vcxproj'], 'Application'),
    };
    expect(drivers(sources, files)).toEqual([
      '/s/a/a.vcxproj*: /s/a/a.c /s/a/net.c',
      '/s/b/b.vcxproj*: /s/b/b.c',
      '/s/t/test.vcxproj: /s/lib/l.c',
    ]);
  });

  test('take in libraries by their names, the nearest ones, and never themselves', () => {
    const linking = `<AdditionalDependencies>Net.lib;a.lib;$(Out)\\netio.lib</AdditionalDependencies>${project(['a.c'])}`;
    const files = {
      '/s/a/a.vcxproj': linking,
      '/s/a/net/x.vcxproj': `<TargetName>net</TargetName>${project(['l.c'], [], 'StaticLibrary')}`,
      '/s/b/net.vcxproj': project(['b.c'], [], 'StaticLibrary'),
    };
    expect(drivers(['!/s/a/a.c', '/s/a/net/l.c', '/s/b/b.c'], files)).toEqual([
      '/s/a/a.vcxproj*: /s/a/a.c /s/a/net/l.c',
      '/s/b/net.vcxproj: /s/b/b.c',
    ]);
  });

  test('take in shared items', () => {
    const files = {
      '/s/a/a.vcxproj': `<Import Project="..\\lib\\x.vcxitems" />${project(['a.c'])}`,
      '/s/lib/x.vcxitems': '<ClCompile Include="$(MSBuildThisFileDirectory)l.c" />',
    };
    expect(drivers(['!/s/a/a.c', '/s/lib/l.c'], files)).toEqual(['/s/a/a.vcxproj*: /s/a/a.c /s/lib/l.c']);
  });

  test.each<[string, string, readonly string[], string]>([
    ['a wildcard', project(['*.c']), [], '/s/a/a.vcxproj*: /s/a/a.c /s/a/net.c'],
    [
      'a wildcard for all folders',
      project(['..\\**\\?.c']),
      [],
      '/s/a/a.vcxproj: /s/a/a.c /s/b/b.c /s/lib/l.c',
    ],
    ['a property that is the folder', project(['$(ProjectDir)\\a.c']), [], '/s/a/a.vcxproj*: /s/a/a.c'],
    [
      'a property of which one file alone ends alike',
      project(['a.c', '$(Root)lib\\l.c']),
      [],
      '/s/a/a.vcxproj*: /s/a/a.c /s/lib/l.c',
    ],
    [
      'a property that may mean several',
      project(['a.c', '$(Root)l.c']),
      ['/s/x/l.c'],
      '/s/a/a.vcxproj: /s/a/a.c',
    ],
    ['a file twice', project(['a.c', 'A.c']), [], '/s/a/a.vcxproj*: /s/a/a.c'],
    ['a file that is missing', project(['a.c', 'gone.c']), [], '/s/a/a.vcxproj: /s/a/a.c'],
    ['a wildcard that nothing fits', project(['a.c', 'gone\\*.c']), [], '/s/a/a.vcxproj: /s/a/a.c'],
    ['two entries', project(['a.c', '../b/b.c']), [], '/s/a/a.vcxproj: /s/a/a.c /s/b/b.c'],
    ['no entry', project(['net.c']), [], '/s/a/a.vcxproj: /s/a/net.c'],
    ['a library that is missing', project(['a.c'], ['../gone.vcxproj']), [], '/s/a/a.vcxproj: /s/a/a.c'],
    ['what is no library', project(['a.c'], ['../setup.wixproj']), [], '/s/a/a.vcxproj*: /s/a/a.c'],
  ])('name %s', (_, text, more, expected) => {
    expect(drivers([...sources, ...more], { '/s/a/a.vcxproj': text })[0]).toBe(expected);
  });

  test('that are none, or name nothing, are no drivers', () => {
    expect(drivers(['!/s/a.c'], { '/s/a.vcxproj': 'no project', '/s/b.vcxproj': project(['x.c']) })).toEqual([
      '/*: /s/a.c',
    ]);
  });
});

describe('targets of CMake', () => {
  const list = '/s/CMakeLists.txt';

  test('keep apart what lies in one folder', () => {
    const text = 'add_driver(a a.c common.c)\nadd_driver(b b.c common.c)';
    expect(drivers(['!/s/a.c', '!/s/b.c', '/s/common.c'], { [list]: text })).toEqual([
      '/s/cmakelists.txt:a*: /s/a.c /s/common.c',
      '/s/cmakelists.txt:b*: /s/b.c /s/common.c',
    ]);
  });

  test.each<[string, string, string]>([
    [
      'libraries',
      'add_library(l lib/l.c)\nadd_driver(a a.c)\ntarget_link_libraries(a l netio)',
      '*: /s/a.c /s/lib/l.c',
    ],
    [
      'a library by another name',
      'add_library(l lib/l.c)\nadd_library(x::l ALIAS l)\nadd_driver(a a.c)\ntarget_link_libraries(a x::l)',
      '*: /s/a.c /s/lib/l.c',
    ],
    [
      'a library by one without files',
      'add_library(l lib/l.c)\nadd_library(i INTERFACE)\ntarget_link_libraries(i INTERFACE l)\nadd_driver(a a.c)\ntarget_link_libraries(a i)',
      '*: /s/a.c /s/lib/l.c',
    ],
    [
      'objects',
      'add_library(l OBJECT lib/l.c)\nadd_driver(a a.c $<TARGET_OBJECTS:l>)',
      '*: /s/a.c /s/lib/l.c',
    ],
    ['files by a wildcard', 'file(GLOB_RECURSE S *.c)\nadd_driver(a ${S})', '*: /s/a.c /s/lib/l.c'],
    ['files by a variable', 'set(S a.c lib/l.c)\nadd_driver(a ${S})', '*: /s/a.c /s/lib/l.c'],
    ['files in the own folder', 'add_driver(a ${CMAKE_CURRENT_SOURCE_DIR}/a.c)', '*: /s/a.c'],
    ['a file that is missing', 'add_driver(a a.c b.c)', ': /s/a.c'],
    ['files that are not known', 'add_driver(a a.c ${MORE})', ': /s/a.c'],
  ])('name %s', (_, text, expected) => {
    const found = drivers(['!/s/a.c', '/s/lib/l.c'], { [list]: text });
    expect(found.find((line) => line.startsWith('/s/cmakelists.txt:a'))).toBe(
      `/s/cmakelists.txt:a${expected}`,
    );
  });

  test('get sources from other files', () => {
    const builds = {
      [list]: 'add_driver(a a.c)\nadd_subdirectory(lib)',
      '/s/lib/CMakeLists.txt': 'target_sources(a PRIVATE l.c)',
    };
    expect(drivers(['!/s/a.c', '/s/lib/l.c'], builds)).toEqual(['/s/cmakelists.txt:a*: /s/a.c /s/lib/l.c']);
    const lacking = { ...builds, '/s/lib/CMakeLists.txt': 'target_sources(a PRIVATE l.c gone.c)' };
    expect(drivers(['!/s/a.c', '/s/lib/l.c'], lacking)).toEqual(['/s/cmakelists.txt:a: /s/a.c /s/lib/l.c']);
  });

  test('of one name in several folders are several, each with what is nearest', () => {
    const build = 'add_driver(drv main.c)\ntarget_link_libraries(drv net)\nadd_subdirectory(net)';
    const net = 'add_library(net n.c)\ntarget_sources(drv PRIVATE x.c)';
    const folder = (name: string) => ({
      [`/${name}/CMakeLists.txt`]: build,
      [`/${name}/net/CMakeLists.txt`]: net,
    });
    const files = (name: string) => [`!/${name}/main.c`, `/${name}/net/n.c`, `/${name}/net/x.c`];
    expect(drivers([...files('a'), ...files('b')], { ...folder('a'), ...folder('b') })).toEqual([
      '/a/cmakelists.txt:drv*: /a/main.c /a/net/n.c /a/net/x.c',
      '/b/cmakelists.txt:drv*: /b/main.c /b/net/n.c /b/net/x.c',
    ]);
  });
});

describe('files of BUILD', () => {
  const file = (sources: string, more = '', type = 'DRIVER'): string =>
    `TARGETNAME=drv\nTARGETTYPE=${type}\n${more}\nSOURCES=${sources}\n`;
  const found = ['!/s/drv/main.c', '/s/drv/old.c', '/s/net.c'];

  test('keep apart what lies in one folder, and take in the folder above', () => {
    expect(drivers(found, { '/s/drv/sources': file('Main.c \\\n ..\\net.c') })).toEqual([
      '/s/drv/sources:drv*: /s/drv/main.c /s/net.c',
      '/: /s/drv/old.c',
    ]);
  });

  test('take in the libraries that they link, by their names', () => {
    const files = {
      '/s/drv/SOURCES': file('main.c', 'TARGETLIBS=..\\lib\\$(O)\\drv.lib $(DDK_LIB_PATH)\\netio.lib'),
      '/s/sources': file('net.c', '', 'DRIVER_LIBRARY'),
    };
    expect(drivers(found, files)[0]).toBe('/s/drv/sources:drv*: /s/drv/main.c /s/net.c');
  });

  test('say what other files say that they include', () => {
    const files = {
      '/s/drv/sources': '!include ..\\sources.inc\nSOURCES=main.c $(COMMON)',
      '/s/sources.inc': 'TARGETNAME=drv\nTARGETTYPE=DRIVER\nCOMMON=..\\net.c',
    };
    expect(drivers(found, files)[0]).toBe('/s/drv/sources:drv*: /s/drv/main.c /s/net.c');
  });

  test.each<[string, string, string]>([
    ['a file that is missing', file('main.c gone.c'), '/s/drv/sources:drv: /s/drv/main.c'],
    ['what is not known', file('main.c $(MORE)'), '/s/drv/sources:drv: /s/drv/main.c'],
    [
      'more under a condition',
      file('main.c\n!if $(X)\nSOURCES=$(SOURCES) old.c\n!endif'),
      '/s/drv/sources:drv: /s/drv/main.c /s/drv/old.c',
    ],
    [
      'a file that is not seen',
      file('main.c', '!include ..\\sources.inc'),
      '/s/drv/sources:drv: /s/drv/main.c',
    ],
    ['a library that is not known', file('main.c', 'TARGETLIBS=$(X)'), '/s/drv/sources:drv: /s/drv/main.c'],
    ['a name that is not known', file('main.c', 'TARGETNAME=$(X)'), '/s/drv/sources*: /s/drv/main.c'],
  ])('name %s', (_, text, expected) => {
    expect(drivers(found, { '/s/drv/sources': text })[0]).toBe(expected);
  });

  test('of another kind name nothing', () => {
    expect(drivers(found, { '/s/drv/sources': 'SHA512 (x.tar) = 00\n' })).toEqual([
      '/*: /s/net.c /s/drv/main.c /s/drv/old.c',
    ]);
  });

  test('are left for a project of the same driver, but not for one that only calls BUILD', () => {
    const sources = file('main.c ..\\net.c');
    const all = (type: string) => ({
      '/s/drv/sources': sources,
      '/s/drv/x.vcxproj': project(['main.c'], [], type),
    });
    expect(drivers(found, all('Driver'))[0]).toBe('/s/drv/x.vcxproj*: /s/drv/main.c');
    expect(drivers(found, all('Makefile'))[0]).toBe('/s/drv/sources:drv*: /s/drv/main.c /s/net.c');
  });

  test('hold beside projects of other drivers that share a file', () => {
    const files = {
      '/s/b/b.vcxproj': project(['b.c', '..\\net.c']),
      '/s/drv/sources': file('main.c ..\\net.c'),
    };
    expect(drivers([...found, '!/s/b/b.c'], files).slice(0, 2)).toEqual([
      '/s/b/b.vcxproj*: /s/b/b.c /s/net.c',
      '/s/drv/sources:drv*: /s/drv/main.c /s/net.c',
    ]);
  });
});

describe('a compilation database', () => {
  const database = (
    ...entries: readonly (readonly [file: string, output?: string, command?: string])[]
  ): string =>
    JSON.stringify(
      entries.map(([name, output, command = 'cl /kernel']) => ({
        directory: '/s/build',
        file: name,
        output,
        command,
      })),
    );
  const path = '/s/build/compile_commands.json';
  const found = ['!/s/a.c', '/s/net.c', '!/s/b/b.c'];

  test('keeps targets apart that its outputs tell', () => {
    const text = database(
      ['/s/a.c', 'CMakeFiles/a.dir/a.c.obj'],
      ['../net.c', 'CMakeFiles\\a.dir\\net.c.obj'],
      ['../b/b.c', 'CMakeFiles/b.dir/b.c.obj'],
    );
    expect(drivers(found, { [path]: text })).toEqual([
      `${path}:CMakeFiles/a*: /s/a.c /s/net.c`,
      `${path}:CMakeFiles/b*: /s/b/b.c`,
    ]);
  });

  test('is one driver where its outputs tell nothing', () => {
    expect(drivers(found, { [path]: database(['/s/a.c'], ['/s/net.c']) })).toEqual([
      `${path}*: /s/a.c /s/net.c`,
      '/*: /s/b/b.c',
    ]);
    expect(drivers(found, { [path]: database(['/s/a.c'], ['/s/net.c'], ['/s/b/b.c']) })).toEqual([
      `${path}: /s/a.c /s/net.c /s/b/b.c`,
    ]);
  });

  test.each<[string, string, string]>([
    ['a file that is missing', database(['/s/a.c'], ['/s/net.c'], ['/s/gone.c']), `${path}: /s/a.c /s/net.c`],
    ['too few of a folder', database(['/s/a.c']), `${path}: /s/a.c`],
    ['a file that is not for kernel mode', database(['/s/a.c'], ['/s/net.c', '', 'cl']), `${path}: /s/a.c`],
    [
      'a target that may be linked',
      database(['/s/a.c', 'a.dir/a.o'], ['/s/net.c', 'net.dir/net.o']),
      `${path}:a: /s/a.c`,
    ],
  ])('is not the whole driver with %s', (_, text, expected) => {
    expect(drivers(found, { [path]: text })[0]).toBe(expected);
  });

  test.each<[string, string]>([
    ['programs', database(['/s/a.c', 'a.dir/a.o', 'cl'], ['/s/net.c', 'a.dir/net.o', 'cl'])],
    ['no JSON', '['],
    ['no list', '{}'],
  ])('says nothing of %s', (_, text) => {
    expect(drivers(found, { [path]: text })).toEqual(drivers(found));
  });

  test('is left for a build file that names the driver', () => {
    const builds = { [path]: database(['/s/a.c'], ['/s/net.c']), '/s/a.vcxproj': project(['a.c', 'net.c']) };
    expect(drivers(found, builds)).toEqual(drivers(found, { '/s/a.vcxproj': project(['a.c', 'net.c']) }));
  });
});
