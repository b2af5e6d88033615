import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCMake } from '../../../server/src/project/index.ts';

/** Sources of the target `drv`. */
function sourcesOf(text: string): readonly string[] | undefined {
  return readCMake(text).find(({ name }) => name === 'drv')?.sources;
}

function linksOf(text: string): readonly string[] | undefined {
  return readCMake(text).find(({ name }) => name === 'drv')?.links;
}

describe('the sources of a target', () => {
  test.each<[string, string, readonly string[]]>([
    ['named', 'add_executable(drv main.c net.CPP)', ['main.c', 'net.CPP']],
    ['on lines of their own', 'add_library(drv STATIC\n  main.c\n  sub/net.cc\n)', ['main.c', 'sub/net.cc']],
    ['in quotes', 'add_executable(drv "my net.c")', ['my net.c']],
    ['in a list', 'add_executable(drv a.c;b.c)', ['a.c', 'b.c']],
    ['of a driver', 'wdk_add_driver(drv WINVER 0x0A00 KMDF 1.15 main.c)', ['main.c']],
    ['of a command in capitals', 'ADD_LIBRARY(drv main.c)', ['main.c']],
    ['without headers and resources', 'add_executable(drv main.c net.h drv.rc)', ['main.c']],
    ['added', 'add_executable(drv a.c)\ntarget_sources(drv PRIVATE b.c PUBLIC c.c)', ['a.c', 'b.c', 'c.c']],
    ['in a variable', 'set(SRC a.c b.c)\nadd_executable(drv ${SRC})', ['a.c', 'b.c']],
    ['in a variable of variables', 'set(A a.c)\nset(B ${A} b.c)\nadd_executable(drv ${B})', ['a.c', 'b.c']],
    ['in a variable that grows', 'set(S a.c)\nlist(APPEND S b.c)\nadd_executable(drv ${S})', ['a.c', 'b.c']],
    ['in a variable that is set anew', 'set(S a.c)\nset(S b.c)\nadd_executable(drv ${S})', ['b.c']],
    ['in a list that begins empty', 'list(APPEND S b.c)\nadd_executable(drv ${S})', ['b.c']],
    ['in a folder of a variable', 'set(D src)\nadd_executable(drv ${D}/a.c)', ['src/a.c']],
    ['in the own folder', 'add_executable(drv ${CMAKE_CURRENT_SOURCE_DIR}/a.c)', ['./a.c']],
    [
      'in the own folder by a variable',
      'set(D ${CMAKE_CURRENT_LIST_DIR})\nadd_executable(drv ${D}/a.c)',
      ['./a.c'],
    ],
    ['in a folder that is not known', 'add_executable(drv ${ELSE}/a.c)', ['${ELSE}/a.c']],
    ['that are not known', 'add_executable(drv a.c ${MORE})', ['a.c', '${MORE}']],
    ['under a condition', 'add_executable(drv $<$<CONFIG:Debug>:dbg.c>)', ['$<$<CONFIG:Debug>:dbg.c>']],
    ['in a variable that is empty', 'set(MORE)\nadd_executable(drv a.c ${MORE})', ['a.c']],
    ['by a wildcard', 'file(GLOB S src/*.c *.h)\nadd_executable(drv ${S})', ['src/*.c']],
    [
      'by a wildcard with options',
      'file(GLOB S RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS *.c)\nadd_executable(drv ${S})',
      ['*.c'],
    ],
    [
      'by a wildcard for all folders',
      'file(GLOB_RECURSE S *.c src/*.cpp)\nadd_executable(drv ${S})',
      ['**/*.c', 'src/**/*.cpp'],
    ],
    ['of a file operation that is no wildcard', 'file(READ a.c S)\nadd_executable(drv b.c)', ['b.c']],
    ['without comments', '# add_executable(drv x.c)\nadd_executable(drv a.c # b.c)\n c.c)', ['a.c', 'c.c']],
    ['without long comments', '#[[ add_executable(drv\n x.c) ]] add_executable(drv a.c)', ['a.c']],
    [
      'under conditions, which hold',
      'if((A AND (B)) OR C)\n add_executable(drv a.c)\nelse()\n target_sources(drv PRIVATE b.c)\nendif()',
      ['a.c', 'b.c'],
    ],
    ['behind a parenthesis in a text', 'message("a ( b")\nadd_executable(drv a.c)', ['a.c']],
  ])('%s', (_, text, sources) => {
    expect(sourcesOf(text)).toEqual(sources);
  });
});

describe('a target', () => {
  test('links others', () => {
    const text = 'add_library(drv a.c)\ntarget_link_libraries(drv PRIVATE net PUBLIC ${LIBS} INTERFACE base)';
    expect(linksOf(text)).toEqual(['net', '${LIBS}', 'base']);
  });

  test('links by another name, and objects', () => {
    expect(linksOf('add_library(drv ALIAS net)')).toEqual(['net']);
    const text = 'add_executable(drv a.c $<TARGET_OBJECTS:net>)';
    expect(linksOf(text)).toEqual(['net']);
    expect(sourcesOf(text)).toEqual(['a.c']);
  });

  test('is created, or only added to', () => {
    const created = (text: string): (boolean | undefined)[] =>
      readCMake(text).map(({ isCreated }) => isCreated);
    expect(created('add_library(drv)\ntarget_sources(drv PRIVATE a.c)')).toEqual([true]);
    expect(created('target_sources(drv PRIVATE a.c)')).toEqual([false]);
    expect(created('target_sources(drv PRIVATE a.c)\nadd_library(drv)')).toEqual([true]);
  });

  test('comes once, in the order of the file, and is none of what only sounds like one', () => {
    const text =
      'project(x C)\nadd_subdirectory(src)\nadd_custom_target(docs a.c)\nadd_library(b b.c)\nadd_library(a a.c)\n' +
      'target_sources(b PRIVATE c.c)\ntarget_include_directories(c PRIVATE d.c)';
    expect(readCMake(text).map(({ name }) => name)).toEqual(['b', 'a']);
  });
});

test('any text is read', () => {
  const piece = fc.constantFrom('add_library', 'set', '(', ')', '"', '${', '}', 'constructor', 'a.c', ' ', ';', '#', '\n', '#[[', ']]', '<'); // prettier-ignore
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const { name, sources } of readCMake(pieces.join(''))) {
        expect(name).not.toBe('');
        expect(sources.every((source) => /(?:\.c|[}>])$/.test(source))).toBe(true);
      }
    }),
  );
});

describe('a text that is made to take long', () => {
  test.each(['#[[\n', 'set(', 'set(()', 'set("', '\\"', '"\\"'])('%j a hundred thousand times', (piece) => {
    expect(readCMake(piece.repeat(100_000))).toEqual([]);
    expect(readCMake(`add_library(drv ${piece.repeat(100_000)})`).length).toBeLessThan(2);
  });

  test('variables that double', () => {
    const double = (_: unknown, index: number): string => `set(V${index + 1} \${V${index}} \${V${index}})`;
    const lines = ['set(V0 a.c)', ...Array.from({ length: 60 }, double)];
    const [drv] = readCMake(`${lines.join('\n')}\nadd_library(drv b.c \${V60})`);
    expect(drv?.sources).toEqual(['b.c', '${V60}']);
  });
});
