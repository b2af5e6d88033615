import { beforeAll, describe, expect, it } from 'vitest';
import { callAt } from '../../../../server/src/features/meaning/call.ts';
import type { Parser } from '../../../../server/src/syntax/index.ts';
import { testParser } from '../../../support/parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await testParser();
});

/** `WskSocket 1 [a|b|c]`: routine, index and texts of the arguments of the call around `|`; undefined where there is none. */
function callIn(marked: string, language: 'c' | 'cpp' = 'c'): string | undefined {
  const offset = marked.indexOf('|');
  expect(offset, 'no | in the source').toBeGreaterThanOrEqual(0);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const call = callAt(parser.parse(text, language), offset);
  if (call === undefined) return undefined;
  const spans = call.arguments.map(({ start, end }) => text.slice(start, end));
  return `${call.routine.pointerType ?? call.routine.name} ${call.index} [${spans.join('; ')}]`;
}

const inFunction = (body: string) =>
  `typedef struct _CTX { PWSK_SOCKET Socket; PFN_WSK_SEND Send; } CTX, *PCTX;
#define CONNECTION(s) ((const WSK_PROVIDER_CONNECTION_DISPATCH *)(s)->Dispatch)
WSK_PROVIDER_NPI g_Npi;
NTSTATUS F(PCTX Ctx, PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *datagram = Socket->Dispatch;
    ${body}
}
int g_After;
`;

describe('the routine', () => {
  it.each([
    ['an exported function', 'WskRegister(|);', 'WskRegister'],
    ['a table of a provider', 'g_Npi.Dispatch->WskSocket(|);', 'PFN_WSK_SOCKET'],
    ['a local table', 'datagram->WskRelease(|);', 'PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST'],
    [
      'a table behind a cast',
      '((PWSK_PROVIDER_CONNECTION_DISPATCH)Ctx->Socket->Dispatch)->WskSend(|);',
      'PFN_WSK_SEND',
    ],
    ['a table behind a macro', 'CONNECTION(Socket)->WskReceive(|);', 'PFN_WSK_RECEIVE'],
    ['a pointer in a member', 'Ctx->Send(|);', 'PFN_WSK_SEND'],
    ['a pointer that is followed', '(*g_Npi.Dispatch->WskSocket)(|);', 'PFN_WSK_SOCKET'],
    ['a pointer that is cast', '((PFN_WSK_SOCKET)p)(|);', 'PFN_WSK_SOCKET'],
  ])('of %s', (_what, body, expected) => {
    expect(callIn(inFunction(body))).toBe(`${expected} 0 []`);
    const open = body.replace('|);', '|');
    expect(callIn(inFunction(open)), 'not closed').toBe(`${expected} 0 []`);
    expect(callIn(`${inFunction(open).split('|')[0] ?? ''}|`), 'at the end of the file').toBe(
      `${expected} 0 []`,
    );
  });

  it.each([
    ['outside of calls', 'return |0;'],
    ['on the name', 'WskReg|ister(a);'],
    ['behind the call', 'WskRegister(a)|;'],
    ['in a call of another function', 'WskRegister(Make(|), b);'],
    ['in the driver’s own function', 'Own(|);'],
    ['in a condition', 'if (|) return 0;'],
    ['in a comment', 'WskRegister(a /* | */, b);'],
    ['at the end of a line comment', 'WskRegister(a, // b|\n c);'],
    ['in a string', 'WskRegister("|");'],
    ['in a string that is not closed', 'WskRegister("|'],
    ['in a declaration', 'NTSTATUS (*Own)(|);'],
    ['in the statement after a call that is not closed', 'WskRegister(a\n    return |0;'],
    ['in the block after a call that is not closed', 'WskRegister(a\n    if (b) { |'],
    ['in a condition after a call that is not closed', 'WskRegister(a\n    if (|'],
    ['in a lambda', 'WskRegister([&](int a) { | }, b);'],
  ])('is none %s', (_what, body) => {
    expect(callIn(inFunction(body), 'cpp')).toBeUndefined();
  });

  it('is none in a directive, and is that of a macro’s body', () => {
    expect(callIn('#include "WskRegister(|)"\n')).toBeUndefined();
    expect(callIn('#pragma comment(WskRegister(|\n')).toBeUndefined();
    expect(callIn('#define START(a) WskRegister(a, |)\n')).toBe('WskRegister 1 [a; ]');
    expect(callIn('#define START(a) \\\n    WskRegister(a, \\\n    |\nint x;')).toBe('WskRegister 1 [a; ]');
    expect(callIn('#define START(a) WskRegister(a, g)\n|')).toBeUndefined();
  });
});

describe('the arguments', () => {
  it.each([
    ['WskRegister(|a, b);', '0 [a; b]'],
    ['WskRegister(a|, b);', '0 [a; b]'],
    ['WskRegister(a,| b);', '1 [a; b]'],
    ['WskRegister(a, |', '1 [a; ]'],
    ['WskRegister(a, |)', '1 [a; ]'],
    ['WskRegister(, |, c)', '1 [; ; c]'],
    ['WskRegister((PWSK_CLIENT_NPI)(a|), b);', '0 [(PWSK_CLIENT_NPI)(a); b]'],
    ['WskRegister((struct _WSK_CLIENT_NPI *)(a|), b);', '0 [(struct _WSK_CLIENT_NPI *)(a); b]'],
    ['WskRegister(&(WSK_CLIENT_NPI){ c, | }, b);', '0 [&(WSK_CLIENT_NPI){ c,  }; b]'],
    ['WskRegister(&t[i, |j], b);', '0 [&t[i, j]; b]'],
    ['WskRegister(sizeof(|), b);', '0 [sizeof(); b]'],
    ['WskRegister(Make(1, 2), |b);', '1 [Make(1, 2); b]'],
    ['WskRegister(")", /* , */ \',\', |', '2 [")"; \',\'; ]'],
    ['WskRegister(1|);', '0 [1]'],
    ['if (NT_SUCCESS(WskRegister(a, |))) { b; }', '1 [a; ]'],
    ['for (i = WskRegister(a; |b; c) {}', undefined],
    ['WskRegister(a, |\n    return 0;', '1 [a; ]'],
    ['WskRegister(a, |;\n    b(c, d);', '1 [a; ]'],
    ['WskRegister(a, |\n    if (b) { c(d, e); }', '1 [a; ]'],
  ])('%s', (body, expected) => {
    expect(callIn(inFunction(body))).toBe(expected && `WskRegister ${expected}`);
  });

  it('are those of the inner of two calls', () => {
    expect(callIn(inFunction('WskRegister(WskDeregister(|), b);'))).toBe('WskDeregister 0 []');
  });
});
