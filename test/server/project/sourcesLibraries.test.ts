import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/base/text.ts';
import { type DriverProject, missingLibrary } from '../../../server/src/project/index.ts';

function project(text: string, others: Readonly<Record<string, string>> = {}): DriverProject {
  return {
    main: { uri: 'file:///src/My%20Drv/SOURCES', text },
    xml: undefined,
    target: undefined,
    others: Object.entries(others).map(([name, other]) => ({ uri: `file:///src/${name}`, text: other })),
    namedLibraries: new Set(),
  };
}

/** The text with netio.lib linked; as it is where no fix is offered. */
function linked(text: string): string {
  const edits = missingLibrary(project(text), 'netio')?.edits;
  if (edits === undefined) return text;
  const fixed = applyEdits(text, edits);
  expect(missingLibrary(project(fixed), 'netio')).toBeUndefined();
  return fixed;
}

const netio = '$(DDK_LIB_PATH)\\netio.lib';

describe('netio.lib is linked, and no other byte changes', () => {
  const head = 'TARGETNAME=drv\r\nTARGETTYPE=DRIVER\r\n';
  test.each<[string, string, string]>([
    ['in a list on one line', 'TARGETLIBS=a.lib b.lib\r\nSOURCES=x.c\r\n', ' '],
    ['in front of a comment', 'TARGETLIBS=a.lib b.lib\t # why\r\nX=y\r\n', ' '],
    ['at the end of the file', 'TARGETLIBS=a.lib b.lib', ' '],
    ['on a line of its own', 'TARGETLIBS=\\\r\n\ta.lib\t\\\r\n\t  b.lib\r\n\r\nX=y', '\t\\\r\n\t  '],
    ['behind the first on a line of its own', 'TARGETLIBS=  \\\r\n\tb.lib  \r\nX=y', '  \\\r\n\t'],
    ['in front of a backslash too many', 'TARGETLIBS=a.lib \\\r\n  b.lib \\\r\n \r\nX=y', ' \\\r\n  '],
    ['behind a sign and a backslash', 'TARGETLIBS=\\\r\n b.lib\r\n', ' \\\r\n '],
    ['behind several on the last line', 'TARGETLIBS=a.lib \\\r\n  c.lib b.lib\r\n', ' '],
    ['behind a line out of use', 'TARGETLIBS=a.lib \\\r\n# c.lib\r\n  b.lib\r\n', ' '],
    ['in the list that holds the others', 'TARGETLIBS=a.lib\r\nTARGETLIBS=$(TARGETLIBS) b.lib\r\n', ' '],
  ])('%s', (_, list, separator) => {
    const end = list.lastIndexOf('b.lib') + 'b.lib'.length;
    expect(linked(head + list)).toBe(head + list.slice(0, end) + separator + netio + list.slice(end));
  });

  test.each<[string, string, string]>([
    ['in an empty list', 'TARGETTYPE=DRIVER\nTARGETLIBS=\n', `TARGETTYPE=DRIVER\nTARGETLIBS=${netio}\n`],
    [
      'in an empty list that is continued',
      'TARGETTYPE=DRIVER\nTARGETLIBS=\\\n\n',
      `TARGETTYPE=DRIVER\nTARGETLIBS=${netio} \\\n\n`,
    ],
    [
      'in a new list',
      'TARGETTYPE\t= DRIVER  # why\r\nSOURCES=x.c',
      `TARGETTYPE\t= DRIVER  # why\r\nTARGETLIBS\t= ${netio}\r\nSOURCES=x.c`,
    ],
    ['in a new list at the end', 'X=1\nTARGETTYPE=DRIVER', `X=1\nTARGETTYPE=DRIVER\nTARGETLIBS=${netio}`],
  ])('%s', (_, text, expected) => {
    expect(linked(text)).toBe(expected);
  });
});

describe('what lacks a library', () => {
  const where = (body: string, others?: Readonly<Record<string, string>>): string | undefined =>
    missingLibrary(project(`TARGETTYPE=DRIVER\n${body}\n`, others), 'netio')?.where;
  const lacking = 'this driver';

  test.each<[string, string, string | undefined]>([
    ['nothing is linked', '', lacking],
    ['it is linked', `TARGETLIBS=${netio}`, undefined],
    ['by another name of the list', `LINKLIBS=..\\NETIO.lib`, undefined],
    ['in quotes', 'TARGETLIBS="$(X)\\netio.lib"', undefined],
    ['by a macro', `NET=${netio}\nTARGETLIBS=$(NET)`, undefined],
    ['by one that ends alike', 'TARGETLIBS=mynetio.lib', lacking],
    ['by a comment', `TARGETLIBS=x.lib # ${netio}`, lacking],
    ['under a condition', `!if $(X)\nTARGETLIBS=${netio}\n!endif`, undefined],
    ['not even under a condition', '!if $(X)\nTARGETLIBS=x.lib\n!endif', lacking],
    ['by an option of the linker', 'LINKER_FLAGS=/DEFAULTLIB:netio.lib', undefined],
    ['by an unknown option', 'LINKER_FLAGS=$(LINKER_FLAGS) $(MORE)', undefined],
    ['by other options', 'LINKER_FLAGS=$(LINKER_FLAGS) /SECTION:.rsrc,!d', lacking],
    ['by an unknown macro', 'TARGETLIBS=x.lib $(MORE)', undefined],
    ['by what was there before', 'TARGETLIBS=$(TARGETLIBS) x.lib', lacking],
    ['in a file that is not seen', '!include ..\\sources.inc', undefined],
    ['of a program', 'TARGETTYPE=PROGRAM', undefined],
    ['of a library', 'TARGETTYPE=DRIVER_LIBRARY', undefined],
    ['of a type under a condition', '!if $(X)\nTARGETTYPE=DRIVER\n!endif', undefined],
  ])('%s', (_, body, expected) => {
    expect(where(body)).toBe(expected);
  });

  test('a file that is included is looked into, by whatever case', () => {
    expect(where('!include ..\\Sources.inc', { 'sources.inc': `TARGETLIBS=${netio}` })).toBeUndefined();
    expect(where('!include ..\\Sources.inc', { 'sources.inc': 'TARGETLIBS=x.lib' })).toBe(lacking);
    expect(where('!include local.inc', { 'My%20Drv/local.inc': 'X=1' })).toBe(lacking);
  });
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['a list under a condition', 'TARGETTYPE=DRIVER\n!if $(X)\nTARGETLIBS=x.lib\n!endif\n', {}],
  [
    'a list of a file that others share',
    'TARGETTYPE=DRIVER\n!include ..\\sources.inc\n',
    { 'sources.inc': 'TARGETLIBS=x.lib\n' },
  ],
  ['a type that is continued', 'TARGETTYPE=DRIVER \\\n\nX=1\n', {}],
])('%s is reported, and left to a person', (_, text, others) => {
  const missing = missingLibrary(project(text, others), 'netio');
  expect(missing?.at.uri).toBe('file:///src/My%20Drv/SOURCES');
  expect(missing?.edits).toBeUndefined();
});
