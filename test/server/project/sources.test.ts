import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSources } from '../../../server/src/project/index.ts';

type Files = Readonly<Record<string, string>>;

function read(text: string, included: Files = {}) {
  return readSources({ uri: 'sources', text }, (name) => {
    const found = included[name];
    return found === undefined ? undefined : { uri: name, text: found };
  });
}

/** Of a driver, what is told of its sources. */
function sourcesOf(text: string, included?: Files): readonly string[] | undefined {
  return read(`TARGETTYPE=DRIVER\n${text}`, included)?.sources;
}

describe('the sources of a driver', () => {
  test.each<[string, string, readonly string[]]>([
    ['named', 'SOURCES=main.c net.CPP', ['main.c', 'net.CPP']],
    ['with blanks around the sign', '  SOURCES =  main.c', ['main.c']],
    ['in small letters', 'sources=main.c', ['main.c']],
    ['on lines of their own', 'SOURCES= \\\n\tmain.c \\\n\tnet.c\nINCLUDES=x.c', ['main.c', 'net.c']],
    ['on lines that end with CRLF', 'SOURCES=main.c\\\r\n net.c\r\nX=y.c\r\n', ['main.c', 'net.c']],
    ['behind a blank behind the backslash', 'SOURCES=main.c \\ \n net.c', ['main.c', 'net.c']],
    ['up to an empty line', 'SOURCES=main.c \\\n\nX=y.c', ['main.c']],
    ['up to the end', 'SOURCES=main.c \\', ['main.c']],
    ['without comments', 'SOURCES=main.c # old.c\n# SOURCES=old.c', ['main.c']],
    ['with a line out of use', 'SOURCES=main.c \\\n# old.c \\\n net.c', ['main.c', 'net.c']],
    ['with a comment in front', '#\n#\nSOURCES=main.c', ['main.c']],
    ['of other folders', 'SOURCES=..\\main.c sub\\net.c', ['../main.c', 'sub/net.c']],
    ['without resources and assembly', 'SOURCES=main.c drv.rc x.asm $(O)\\y.mc', ['main.c']],
    ['in a macro', 'NET=net.c udp.c\nSOURCES=main.c $(NET)', ['main.c', 'net.c', 'udp.c']],
    ['in a macro that is set later', 'SOURCES=main.c $(NET)\nNET=net.c', ['main.c', 'net.c']],
    ['in a folder of a macro', 'NET=..\\net\nSOURCES=$(NET)\\net.c', ['../net/net.c']],
    ['in a folder of a macro that is not known', 'SOURCES=$(NET)\\net.c', ['$(NET)/net.c']],
    ['in a macro that is not known', 'SOURCES=main.c $(NET)', ['main.c', '$(NET)']],
    ['in a list that grows', 'SOURCES=main.c\nSOURCES=$(SOURCES) net.c', ['main.c', 'net.c']],
    ['in a list that begins elsewhere', 'SOURCES=$(SOURCES) net.c', ['net.c']],
    ['in a list that is set anew', 'SOURCES=main.c\nSOURCES=net.c', ['net.c']],
    ['for one platform', 'SOURCES=main.c\nAMD64_SOURCES=amd64\\cpu.c', ['main.c', 'amd64/cpu.c']],
    ['under a condition', '!if $(X)\nSOURCES=a.c\n!else\nSOURCES=b.c\n!endif', ['a.c', 'b.c']],
    ['of the precompiled header', 'SOURCES=a.c\nPRECOMPILED_SOURCEFILE=pch.cpp', ['a.c', 'pch.cpp']],
    ['in quotes', 'SOURCES="a.c"', ['a.c']],
    ['in macros that hold each other', 'A=$(B)\nB=$(A)\nSOURCES=a.c $(A)', ['a.c', '$(B)']],
  ])('%s', (_, text, expected) => {
    expect(sourcesOf(text)).toEqual(expected);
  });

  test('in a file that is included, also through another', () => {
    const files = { '../common/sources.inc': '!INCLUDE more.inc\nNET=net.c', 'more.inc': 'UDP=udp.c' };
    expect(sourcesOf('! include ..\\common\\sources.inc\nSOURCES=$(NET) $(UDP)', files)).toEqual([
      'net.c',
      'udp.c',
    ]);
  });
});

describe('whether these are all', () => {
  const plain = 'TARGETNAME=drv\nTARGETTYPE=DRIVER\nSOURCES=a.c\n';
  test.each<[string, string, boolean]>([
    ['plain', '', true],
    ['a condition about something else', '!ifdef X\nC_DEFINES=-DX\n!endif\n', true],
    ['sources under a condition', '!if $(X)\nSOURCES=$(SOURCES) b.c\n!endif\n', false],
    ['behind an end without a beginning', '!endif\n!if $(X)\nSOURCES=b.c\n!endif\n', false],
    ['sources for one platform', 'I386_SOURCES=i386\\cpu.c\n', false],
    ['assembly for one platform', 'I386_SOURCES=cpu.asm\n', true],
    ['an unseen file', '!include ..\\sources.inc\n', false],
    ['a file of the WDK', '!INCLUDE $(NTMAKEENV)\\makefile.def\n', true],
    ['a macro that is taken away', '!undef SOURCES\n', false],
    ['a library that is not known', 'TARGETLIBS=$(NET_LIB)\n', false],
    ['libraries and objects', 'TARGETLIBS=obj\\*\\net.lib $(O)\\x.obj\n', true],
  ])('%s', (_, text, expected) => {
    expect(read(plain + text)?.isComplete).toBe(expected);
  });

  test('files that include each other end', () => {
    expect(
      read(`${plain}!include a.inc`, { 'a.inc': '!include b.inc', 'b.inc': '!include a.inc' })?.isComplete,
    ).toBe(false);
  });
});

test('name, type and libraries', () => {
  const text =
    'N=net\nTARGETNAME=$(N)drv\nTARGETTYPE=driver_library\nSOURCES=a.c\n' +
    'TARGETLIBS=$(DDK_LIB_PATH)\\NetIo.lib "..\\my lib\\x.lib" \\\n  obj\\*\\y.lib\nLINKLIBS=z.lib\n';
  expect(read(text)).toMatchObject({
    name: 'netdrv',
    type: 'DRIVER_LIBRARY',
    libraries: ['netio', 'x', 'y', 'z'],
  });
});

test.each<[string, string]>([
  ['checksums', 'SHA512 (x-1.0.tar.gz) = 0123456789abcdef\n'],
  ['a list of names', 'main.c\nnet.c\n'],
  ['a list without a target', 'SOURCES=main.c\n'],
  ['a target without sources', 'TARGETNAME=x\nTARGETTYPE=NOTARGET\n'],
])('a file of the name that is none of BUILD: %s', (_, text) => {
  expect(read(text)).toBeUndefined();
});

describe('any text gives an answer', () => {
  test('of whatever characters', () => {
    const part = fc.constantFrom(
      'SOURCES', 'TARGETTYPE', '=', ' ', '\\', '\n', '\r\n', '#', '$(SOURCES)', '$(A)', 'A=', '!if', '!endif', '!include x', '"', 'a.c', '$(',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(Array.isArray(read(`TARGETTYPE=DRIVER\nSOURCES=x.c\n${parts.join('')}`)?.sources)).toBe(true);
      }),
    );
  });

  const doubling = Array.from({ length: 60 }, (_, i) => `P${i + 1}=$(P${i}) $(P${i})`).join('\n');
  const chain = Array.from({ length: 50_000 }, (_, i) => `P${i + 1}=$(P${i})`).join('\n');
  test.each<[string, string]>([
    ['macros that double', `P0=a.c\n${doubling}\nSOURCES=$(P60)`],
    ['a long chain of macros', `P0=a.c\n${chain}\nSOURCES=$(P50000)`],
    ['one macro many times', `SOURCES=a.c\n${'SOURCES=$(SOURCES) b.c\n'.repeat(50_000)}`],
    ['blanks', `SOURCES=a.c${' '.repeat(500_000)}b.c`],
    ['backslashes', `SOURCES=a.c${'\\ '.repeat(300_000)}`],
    ['continued lines', `SOURCES=${'a.c \\\n'.repeat(100_000)}`],
    ['comments', `SOURCES=a.c\n${'# \n'.repeat(200_000)}`],
    ['quotes', `SOURCES=a.c ${'"'.repeat(300_001)}`],
  ])('%s', (_, text) => {
    expect(sourcesOf(text)?.length).toBeGreaterThan(0);
  });
});
