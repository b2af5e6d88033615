import { describe, expect, it } from 'vitest';
import { implementations } from '../../../server/src/features/implementations.ts';
import { MarkedDriver } from '../../support/linkedDriver.ts';

/** The places that the word with `@` in front of it leads to. */
function implementationsAt(files: Readonly<Record<string, string>>): string[] {
  const driver = new MarkedDriver(files);
  return implementations(driver.linked, driver.uri, driver.offset).map(({ uri, range }) =>
    driver.show(uri, range),
  );
}

const callbacks = [
  '#include "d.h"',
  'NTSTATUS WSKAPI OnAccept(PVOID c)',
  '{ return STATUS_SUCCESS; }',
  'NTSTATUS WSKAPI OnAbort(PVOID c)',
  '{ return STATUS_SUCCESS; }',
].join('\n');
const header = 'NTSTATUS WSKAPI OnAccept(PVOID c);\nNTSTATUS WSKAPI OnAbort(PVOID c);\n';
const table = (initialiser: string) =>
  `#include "d.h"\nconst WSK_CLIENT_LISTEN_DISPATCH g_Listen = { ${initialiser} };\n`;

describe('from a table to the callback', () => {
  it.each([
    ['a member', '.@WskAcceptEvent = OnAccept'],
    ['the name of the function', '.WskAcceptEvent = @OnAccept'],
    ['a value without member name', '@OnAccept, NULL, OnAbort'],
    ['a cast', '.@WskAcceptEvent = (PFN_WSK_ACCEPT_EVENT)OnAccept'],
    ['a cast address', '.@WskAcceptEvent = (PFN_WSK_ACCEPT_EVENT)&OnAccept'],
    ['an address in parentheses', '.@WskAcceptEvent = (&OnAccept)'],
    ['one entry of several', '.WskAbortEvent = OnAbort, .@WskAcceptEvent = OnAccept'],
    ['half-typed code', '.@WskAcceptEvent = OnAccept, .WskAbort'],
  ])('%s', (_what, initialiser) => {
    expect(
      implementationsAt({ 'tables.c': table(initialiser), 'callbacks.c': callbacks, 'd.h': header }),
    ).toEqual(['callbacks.c:2 OnAccept']);
  });

  it.each([
    ['the third of a list', '{ OnAccept, NULL, @OnAbort }', 'OnAbort'],
    ['an element of an array', '{ { OnAccept }, { .@WskAbortEvent = OnAbort } }', 'OnAbort'],
    ['a designated element', '{ [1] = { .@WskAcceptEvent = OnAccept } }', 'OnAccept'],
  ])('%s', (_what, initialiser, expected) => {
    const tables = `static const WSK_CLIENT_LISTEN_DISPATCH t[2] = ${initialiser};\n`;
    const [found] = implementationsAt({ 'a.c': `${callbacks}\n${tables}` });
    expect(found).toContain(expected);
  });

  it.each([
    ['an assignment', 'void F(PCTX c) { c->Table.@WskAcceptEvent = OnAccept; }'],
    [
      'a compound literal',
      'void F(PCTX c) { c->Table = (WSK_CLIENT_LISTEN_DISPATCH){ .@WskAcceptEvent = OnAccept }; }',
    ],
    ['a pointer to a table', 'void F(PWSK_CLIENT_LISTEN_DISPATCH t) { t->@WskAcceptEvent = OnAccept; }'],
    [
      'a static table of a function',
      'void F(void) { static const WSK_CLIENT_LISTEN_DISPATCH t = { @OnAccept }; }',
    ],
  ])('%s', (_what, code) => {
    expect(implementationsAt({ 'a.c': `${callbacks}\n${code}` })).toEqual(['a.c:2 OnAccept']);
  });

  it.each([
    ['a use of the member', 'void F(PWSK_CLIENT_LISTEN_DISPATCH t) { t->@WskAcceptEvent(0); }'],
    ['a use behind a type that is not seen', 'void F(PCTX c) { c->Table->@WskAcceptEvent(0); }'],
    ['the type of the pointer', 'void F(@PFN_WSK_ACCEPT_EVENT f) { }'],
  ])('all functions of the driver for %s', (_what, code) => {
    const tables = 'WSK_CLIENT_LISTEN_DISPATCH a = { OnAccept };\nWSK_CLIENT_LISTEN_DISPATCH b = { Other };';
    const other = 'NTSTATUS Other(void) { return 0; }';
    expect(implementationsAt({ 'a.c': `${callbacks}\n${tables}\n${code}`, 'b.c': other })).toEqual([
      'a.c:2 OnAccept',
      'b.c:1 Other',
    ]);
  });

  it('finds methods, and attach callbacks of the NMR', () => {
    const cpp =
      'class S { static NTSTATUS OnAccept(void*); };\nNTSTATUS S::OnAccept(void*) { return 0; }\n' +
      'WSK_CLIENT_LISTEN_DISPATCH d{ .@WskAcceptEvent = reinterpret_cast<PFN_WSK_ACCEPT_EVENT>(&S::OnAccept) };';
    expect(implementationsAt({ 'a.cpp': cpp })).toEqual(['a.cpp:2 OnAccept']);
    const nmr =
      'NTSTATUS Attach(HANDLE h) { return 0; }\n' +
      'NPI_CLIENT_CHARACTERISTICS c = { 0, sizeof(c), @Attach };';
    expect(implementationsAt({ 'a.c': nmr })).toEqual(['a.c:1 Attach']);
  });

  it('does not take a static function of another file', () => {
    const files = {
      'a.c': table('.@WskAcceptEvent = OnAccept'),
      'b.c': callbacks.replace('NTSTATUS', 'static NTSTATUS'),
    };
    expect(implementationsAt(files)).toEqual([]);
  });
});

describe('from the callback to the tables', () => {
  it('a prototype by function type', () => {
    const code =
      'NPI_CLIENT_ATTACH_PROVIDER_FN @Attach;\nNPI_CLIENT_CHARACTERISTICS c = { 0, sizeof(c), Attach };\n' +
      'NTSTATUS Attach(HANDLE h) { return 0; }';
    expect(implementationsAt({ 'a.c': code })).toEqual(['a.c:2 Attach']);
  });

  it.each([
    ['a definition', callbacks.replace('OnAccept', '@OnAccept'), header],
    ['a prototype', callbacks, header.replace('OnAccept', '@OnAccept')],
  ])('%s', (_what, code, prototypes) => {
    const files = {
      'callbacks.c': code,
      'd.h': prototypes,
      'tables.c': `${table('.WskAcceptEvent = OnAccept')}WSK_CLIENT_LISTEN_DISPATCH g_Other = { OnAccept };`,
      'assigned.c': '#include "d.h"\nvoid F(PCTX c) { c->Table.WskAcceptEvent = OnAccept; }',
    };
    expect(implementationsAt(files)).toEqual([
      'tables.c:2 .WskAcceptEvent = OnAccept',
      'tables.c:3 OnAccept',
      'assigned.c:2 c->Table.WskAcceptEvent = OnAccept',
    ]);
  });
});

it.each([
  ['a function that no table names', 'NTSTATUS @Helper(void) { return 0; }'],
  ['a parameter', 'NTSTATUS OnAccept(PVOID @c) { return 0; }\nWSK_CLIENT_LISTEN_DISPATCH t = { OnAccept };'],
  [
    'a call of a callback',
    'NTSTATUS OnAccept(void) { return 0; }\nWSK_CLIENT_LISTEN_DISPATCH t = { OnAccept };\nvoid F(void) { @OnAccept(); }',
  ],
  [
    'a function of WSK',
    'void F(PWSK_SOCKET s) { ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->@WskSend(s); }',
  ],
  ['an empty entry', 'WSK_CLIENT_LISTEN_DISPATCH t = { .@WskAcceptEvent = NULL };'],
  ['a comment', '// @WskAcceptEvent'],
  ['an empty file', '@'],
])('leaves %s to others', (_what, code) => {
  expect(implementationsAt({ 'a.c': code })).toEqual([]);
});
