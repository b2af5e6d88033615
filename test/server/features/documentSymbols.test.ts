import { expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { documentSymbols } from '../../../server/src/features/documentSymbols.ts';
import { MarkedDriver } from '../../support/linkedDriver.ts';

/** Names with those of the children below them, and the word that each symbol's selection is. */
function symbolsOf(files: Readonly<Record<string, string>>): string[] {
  const driver = new MarkedDriver(files);
  const show = (symbol: DocumentSymbol, indent: string): string[] => [
    `${indent}${symbol.name} @ ${driver.show(driver.uri, symbol.selectionRange)}`,
    ...(symbol.children ?? []).flatMap((child) => show(child, `${indent}  `)),
  ];
  return documentSymbols(driver.linked, driver.uri).flatMap((symbol) => show(symbol, ''));
}

it('lists what the file has to do with WSK', () => {
  const source = `typedef struct _CONNECTION {
    LIST_ENTRY Entry;
    PWSK_SOCKET Socket, *Accepted;
    struct { WSK_REGISTRATION Registration; } Wsk;
} CONNECTION, *PCONNECTION;
static WSK_REGISTRATION g_Registration;
extern WSK_REGISTRATION g_Elsewhere;
WSK_PROVIDER_NPI g_Npi;
ULONG g_Count;
PWSK_SOCKET OpenSocket(VOID);
const WSK_CLIENT_LISTEN_DISPATCH g_Listen = { OnAccept, NULL, .WskAbortEvent = OnAbort };
NTSTATUS OnAccept(PWSK_SOCKET Socket)
{
    WSK_PROVIDER_NPI Local;
    static WSK_CLIENT_NPI Npi = { 0 };
    return STATUS_SUCCESS;
}
VOID Helper(VOID) { }
`;
  const tables = 'NTSTATUS OnAccept(PWSK_SOCKET s);\nWSK_CLIENT_LISTEN_DISPATCH t = { OnAccept };';
  expect(symbolsOf({ 'a.c': source, 'b.c': tables })).toEqual([
    'struct CONNECTION @ a.c:5 CONNECTION',
    '  PWSK_SOCKET Socket @ a.c:3 Socket',
    '  PWSK_SOCKET Accepted @ a.c:3 Accepted',
    '  WSK_REGISTRATION Registration @ a.c:4 Registration',
    'WSK_REGISTRATION g_Registration @ a.c:6 g_Registration',
    'WSK_PROVIDER_NPI g_Npi @ a.c:8 g_Npi',
    'WSK_CLIENT_LISTEN_DISPATCH g_Listen @ a.c:11 g_Listen',
    '  WskAcceptEvent = OnAccept @ a.c:11 OnAccept',
    '  WskAbortEvent = OnAbort @ a.c:11 OnAbort',
    'WSK_CLIENT_NPI Npi @ a.c:15 Npi',
    'WskAcceptEvent OnAccept @ a.c:12 OnAccept',
  ]);
});

it('lists a callback whose table is in another file', () => {
  const files = {
    'a.c': 'NTSTATUS OnAccept(PVOID c) { return 0; }',
    'b.c': 'WSK_CLIENT_LISTEN_DISPATCH t = { OnAccept };',
  };
  expect(symbolsOf(files)).toEqual(['WskAcceptEvent OnAccept @ a.c:1 OnAccept']);
});

it('lists members of a class', () => {
  const source =
    'class Server {\n  WSK_REGISTRATION Registration;\n  void F();\n  static const WSK_CLIENT_DISPATCH Table;\n};';
  expect(symbolsOf({ 'a.cpp': source })).toEqual([
    'struct Server @ a.cpp:1 Server',
    '  WSK_REGISTRATION Registration @ a.cpp:2 Registration',
    '  WSK_CLIENT_DISPATCH Table @ a.cpp:4 Table',
  ]);
});

it('is silent about everything else', () => {
  expect(symbolsOf({ 'a.c': 'struct S { int Socket; };\nint x;\nint f(void) { return x; }\n' })).toEqual([]);
});

it('has a selection within the range of each symbol, and children within their parents', () => {
  const driver = new MarkedDriver({
    'a.c':
      'struct S {\n  PWSK_SOCKET\n  Socket; } g_S;\nconst WSK_CLIENT_DISPATCH\n  g_T = { .WskClientEvent =\n  F };',
  });
  const check = (symbol: DocumentSymbol): void => {
    const outer = [symbol.range.start, symbol.range.end].map(
      ({ line, character }) => line * 1000 + character,
    );
    for (const inner of [symbol.selectionRange, ...(symbol.children ?? []).map(({ range }) => range)]) {
      expect(inner.start.line * 1000 + inner.start.character).toBeGreaterThanOrEqual(outer[0] ?? 0);
      expect(inner.end.line * 1000 + inner.end.character).toBeLessThanOrEqual(outer[1] ?? 0);
    }
    symbol.children?.forEach(check);
  };
  const symbols = documentSymbols(driver.linked, driver.uri);
  expect(symbols).toHaveLength(2);
  symbols.forEach(check);
});
