import { describe, expect, it } from 'vitest';
import { LinkedDriver } from '../../../server/src/features/navigation/linkedDriver.ts';
import { semanticTokens } from '../../../server/src/features/semanticTokens.ts';
import type { ParsedFile } from '../../../server/src/syntax/index.ts';
import { newAnalyser, parser } from '../../support/analyse.ts';
import { sourcesOf } from '../../support/analyseDriver.ts';
import { MarkedDriver } from '../../support/linkedDriver.ts';

/** `line:word type modifiers` for each token of the first file; `wsk`, which each has, is left out. */
function tokensOf(files: Readonly<Record<string, string>>, range?: readonly [number, number]): string[] {
  const driver = new MarkedDriver(files);
  const text = [...driver.texts.values()][0] ?? '';
  const [start, end] = range ?? [0, text.length];
  return semanticTokens(driver.linked, driver.uri, { start, end }).map(({ span, type, modifiers }) => {
    const line = text.slice(0, span.start).split('\n').length;
    expect(modifiers).toContain('wsk');
    const others = modifiers.filter((modifier) => modifier !== 'wsk').map((modifier) => ` ${modifier}`);
    return `${line}:${text.slice(span.start, span.end)} ${type}${others.join('')}`;
  });
}

describe('a token', () => {
  it.each([
    [
      'a registration',
      'WSK_REGISTRATION g_R;\nvoid F(void) { WskDeregister(&g_R); }',
      ['1:g_R variable declaration', '2:g_R variable'],
    ],
    [
      'a socket that is a parameter',
      'void F(PWSK_SOCKET s)\n{ Use(s); }',
      ['1:s parameter declaration', '2:s parameter'],
    ],
    [
      'a member',
      'typedef struct { PWSK_SOCKET Sock; } C, *PC;\nvoid F(PC c) { Use(c->Sock); }',
      ['1:Sock property declaration', '2:Sock property'],
    ],
    [
      'a function in a dispatch table',
      'void F(PCTX c) {\n c->Sock->Dispatch->WskSend(1); }',
      ['2:WskSend method'],
    ],
    [
      'a callback',
      'NTSTATUS On(void);\nNTSTATUS On(void) { return 0; }\nWSK_CLIENT_LISTEN_DISPATCH t = { On };',
      ['1:On function declaration', '2:On function definition', '3:t variable declaration', '3:On function'],
    ],
    [
      'a pointer to a function of WSK',
      'void F(PFN_WSK_SEND send) {\n send(0); }',
      ['1:send parameter declaration', '2:send parameter'],
    ],
    [
      'a macro',
      '#define SEND(s) (s)->Dispatch->WskSend(0)\n#define BOTH(s) SEND(s)\n#define OTHER(s) (s)\nvoid F(void) { SEND(x); BOTH(x); OTHER(x); }',
      ['1:SEND macro definition', '2:BOTH macro definition', '4:SEND macro', '4:BOTH macro'],
    ],
  ])('marks %s', (_what, source, expected) => {
    expect(tokensOf({ 'a.c': source })).toEqual(expected);
  });

  it('marks a callback that is declared by its function type', () => {
    const source =
      'NPI_CLIENT_ATTACH_PROVIDER_FN On;\nNPI_CLIENT_CHARACTERISTICS c = { 0, sizeof(c), On };\nNTSTATUS On(HANDLE h) { return 0; }';
    expect(tokensOf({ 'a.c': source })).toEqual([
      '1:On function declaration',
      '2:c variable declaration',
      '2:c variable',
      '2:On function',
      '3:On function definition',
    ]);
  });

  it('marks methods', () => {
    const source =
      'class S {\n PWSK_SOCKET Sock;\n static NTSTATUS On(void*);\n void F() { Use(Sock); }\n};\nNTSTATUS S::On(void*) { return 0; }\nWSK_CLIENT_LISTEN_DISPATCH t{ S::On };';
    expect(tokensOf({ 'a.cpp': source })).toEqual([
      '2:Sock property declaration',
      '3:On method declaration',
      '4:Sock variable',
      '6:On function definition',
      '7:t variable declaration',
      '7:On function',
    ]);
  });

  it.each([
    [
      'a local that hides a registration',
      'WSK_REGISTRATION r;\nvoid F(void) { int r = 0; Use(r); }',
      ['1:r variable declaration'],
    ],
    [
      'a member of another structure',
      'typedef struct { PWSK_SOCKET S; } A;\ntypedef struct { int S; } B;\nvoid F(B *b) { Use(b->S); }',
      ['1:S property declaration'],
    ],
    [
      'a local with the name of a callback',
      'WSK_CLIENT_LISTEN_DISPATCH t = { On };\nvoid F(void) { int On = 0; Use(On); }',
      ['1:t variable declaration', '1:On function'],
    ],
    ['the socket that a driver calls WskSocket', 'void F(PCTX c) { Use(c->WskSocket); }', []],
    [
      'comments and strings',
      'WSK_REGISTRATION r;\nvoid F(void) { /* r */ Use("r"); }',
      ['1:r variable declaration'],
    ],
  ])('does not mark %s', (_what, source, expected) => {
    expect(tokensOf({ 'a.c': source })).toEqual(expected);
  });
});

it('sees the other files of the driver', () => {
  const files = {
    'a.c':
      '#include "d.h"\nNTSTATUS On(PCTX c)\n{ WskDeregister(&c->Reg); WskDeregister(&g_Reg); CLOSE(c); return 0; }',
    'd.h':
      'typedef struct { WSK_REGISTRATION Reg; } CTX, *PCTX;\nextern WSK_REGISTRATION g_Reg;\n#define CLOSE(c) WskDeregister(&(c)->Reg)\n',
    'b.c': 'NTSTATUS On(PCTX c);\nWSK_CLIENT_LISTEN_DISPATCH t = { (PFN_WSK_ACCEPT_EVENT)On };',
  };
  expect(tokensOf(files)).toEqual([
    '2:On function definition',
    '3:Reg property',
    '3:g_Reg variable',
    '3:CLOSE macro',
  ]);
});

describe('after an edit of something else', () => {
  const user = 'void F(PCTX c) { Use(r); Use(On); SEND(c); }';

  it.each([
    ['the type of a variable', 'WSK_REGISTRATION r;', 'int r;', ['r', 'r']],
    ['a table', 'WSK_CLIENT_LISTEN_DISPATCH t = { On };', 'int t;', ['t', 'On', 'On']],
    ['a macro', '#define SEND(c) (c)->D->WskSend(0)', '#define SEND(c) (c)', ['SEND', 'SEND']],
  ])('%s decides anew', (_what, before, after, marked) => {
    const wordsOf = (file: ParsedFile): string[] => {
      const sources = sourcesOf(new Map([['a.c', file]]));
      const driver = new LinkedDriver(sources, newAnalyser().link(sources));
      const range = { start: 0, end: file.text.length };
      return semanticTokens(driver, 'file:///driver/a.c', range).map(({ span }) =>
        file.text.slice(span.start, span.end),
      );
    };
    const first = parser.parse(`${before}\n${user}`, 'c');
    expect(wordsOf(first)).toEqual(marked);
    const second = parser.update(first, `${after}\n${user}`);
    expect(second.units.at(-1)?.unit).toBe(first.units.at(-1)?.unit);
    expect(wordsOf(second)).toEqual([]);
    expect(wordsOf(parser.update(second, first.text))).toEqual(marked);
  });
});

it('gives the tokens of a range', () => {
  const source = 'WSK_REGISTRATION a;\nWSK_REGISTRATION b;\nWSK_REGISTRATION c;';
  expect(tokensOf({ 'a.c': source }, [20, 39])).toEqual(['2:b variable declaration']);
  expect(tokensOf({ 'a.c': source }, [18, 19])).toEqual(['1:a variable declaration']);
});
