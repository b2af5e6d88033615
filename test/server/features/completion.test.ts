import { beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { LineIndex, applyEdits } from '../../../server/src/base/text.ts';
import { complete, documentationOf, type CompletionInput } from '../../../server/src/features/completion.ts';
import { toSpan } from '../../../server/src/features/position.ts';
import type { Language, Parser } from '../../../server/src/syntax/index.ts';
import { testParser } from '../../support/parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await testParser();
});

interface Options extends Partial<Omit<CompletionInput, 'file' | 'lines' | 'offset'>> {
  language?: Language;
  snippets?: boolean;
  insertReplace?: boolean;
}

/** Completes at `@`. */
function completionAt(marked: string, options: Options = {}) {
  const { language = 'c', snippets = true, insertReplace = false, ...input } = options;
  const offset = marked.indexOf('@');
  expect(offset, 'no @ in the source').toBeGreaterThanOrEqual(0);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const lines = new LineIndex(text);
  const file = parser.parse(text, language);
  const { items } = complete(
    { file, lines, offset, isTriggered: false, includesWsk: true, hasCExtension: false, ...input },
    { snippets, insertReplace },
  );
  return { text, lines, items };
}

/** Labels that are ranked before what a C extension lists, in order. */
function expected(marked: string, options?: Options): string[] {
  const { items } = completionAt(marked, options);
  const first = items.filter(({ sortText = '' }) => sortText.startsWith('0'));
  return first.sort((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? '')).map(({ label }) => label);
}

function labels(marked: string, options?: Options): string[] {
  return completionAt(marked, options).items.map(({ label }) => label);
}

/** The text with an item inserted as a client does it, snippets without their tab stops. */
function inserted(marked: string, label: string, options?: Options): string {
  const { text, lines, items } = completionAt(marked, { snippets: false, ...options });
  const item = items.find((each) => each.label === label);
  expect(item, `${label} is not among ${items.map((each) => each.label).join(', ')}`).toBeDefined();
  return item === undefined ? '' : applied(text, lines, item);
}

function applied(
  text: string,
  lines: LineIndex,
  { textEdit, additionalTextEdits = [] }: CompletionItem,
): string {
  const edits = [...additionalTextEdits];
  if (textEdit !== undefined && 'range' in textEdit) edits.push(textEdit);
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({ span: toSpan({ text, lines }, range), newText })),
  );
}

const inFunction = (body: string) =>
  `#include <wsk.h>
typedef struct _CTX { ULONG Count; WSK_REGISTRATION Registration; PWSK_SOCKET Socket; PIRP Irp; } CTX, *PCTX;
static const WSK_CLIENT_LISTEN_DISPATCH g_Listen = { NULL, NULL, NULL };
static const WSK_CLIENT_CONNECTION_DISPATCH g_Connection = { NULL, NULL, NULL };
WSK_PROVIDER_NPI g_Npi;
static WSK_REGISTRATION g_Registration;
NTSTATUS F(PCTX Ctx, PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;
    WSK_CLIENT_NPI npi;
    WSK_BUF buf;
    ${body}
}
`;

describe('members', () => {
  it.each([
    ['a structure', 'npi.@', ['ClientContext', 'Dispatch']],
    ['a structure with a word begun', 'npi.Disp@', ['ClientContext', 'Dispatch']],
    [
      'a structure behind members',
      'g_Npi.Dispatch->@',
      ['Version', 'Reserved', 'WskSocket', 'WskSocketConnect'],
    ],
    ['a member of the driver’s own structure', 'Ctx->Socket->@', ['Dispatch']],
    ['a cast', '((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->@', ['WskControlSocket', 'WskCloseSocket']],
    [
      'a table, in C with the functions of every category',
      'dispatch->@',
      ['WskControlSocket', 'WskCloseSocket', 'WskBind'],
    ],
  ])('of %s', (_what, body, members) => {
    for (const rest of ['\n    return 0;', ';', ' = NULL;', '('].map((end) => inFunction(body + end))) {
      expect(expected(rest).slice(0, members.length)).toEqual(members);
    }
    expect(expected(`${inFunction(body).split('@')[0] ?? ''}@`, { isTriggered: true })).toEqual(
      expect.arrayContaining(members),
    );
  });

  it('are those of the base table in C++', () => {
    expect(expected(inFunction('dispatch->@'), { language: 'cpp' }).slice(0, 2)).toEqual([
      'Basic',
      'WskBind',
    ]);
  });

  it('are none of what is not WSK’s', () => {
    for (const body of ['Ctx->@', 'Irp->@', 'unknown.@', '1.@', 'a.b.@', 'Socket->Dispatch->@']) {
      expect(labels(inFunction(body)), body).toEqual([]);
    }
  });

  it('are offered behind the dot of a designator', () => {
    for (const source of [
      'static const WSK_CLIENT_LISTEN_DISPATCH d = { .@',
      'static const WSK_CLIENT_LISTEN_DISPATCH d = { .WskInspectEvent = NULL, .Wsk@ };',
      'static const WSK_CLIENT_LISTEN_DISPATCH d[] = { .@',
      'void f(void) { Use(&(WSK_CLIENT_LISTEN_DISPATCH){ .@',
    ]) {
      expect(expected(source)).toEqual(['WskAcceptEvent', 'WskInspectEvent', 'WskAbortEvent']);
    }
    expect(labels('static const OWN d = { .@')).toEqual([]);
  });
});

describe('values of an argument', () => {
  it.each([
    ['dispatch->WskSend(Socket, &buf, @', ['WSK_FLAG_NODELAY', 'WSK_FLAG_OOB']],
    ['dispatch->WskSend(Socket, &buf, WSK_FLAG_NODELAY | @', ['WSK_FLAG_NODELAY']],
    ['dispatch->WskReceive(Socket, &buf, WSK@, Irp);', ['WSK_FLAG_WAITALL']],
    ['g_Npi.Dispatch->WskSocket(c, @', ['AF_INET', 'AF_INET6']],
    ['g_Npi.Dispatch->WskSocket(c, AF_INET, @', ['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_RAW']],
    ['g_Npi.Dispatch->WskSocket(c, AF_INET, SOCK_DGRAM, @', ['IPPROTO_UDP']],
    ['g_Npi.Dispatch->WskSocket(c, AF_INET, (USHORT)(@', ['SOCK_STREAM']],
    ['dispatch->WskControlSocket(Socket, @', ['WskSetOption', 'WskGetOption', 'WskIoctl']],
    ['dispatch->WskControlSocket(Socket, WskSetOption, SO_@', ['SO_WSK_EVENT_CALLBACK', 'SO_KEEPALIVE']],
    ['dispatch->WskControlSocket(Socket, WskIoctl, @', ['SIO_WSK_SET_REMOTE_ADDRESS']],
    ['g_Npi.Dispatch->WskControlClient(c, @', ['WSK_TRANSPORT_LIST_QUERY', 'WSK_SET_STATIC_EVENT_CALLBACKS']],
    ['WskCaptureProviderNPI(&Ctx->Registration, @', ['WSK_NO_WAIT', 'WSK_INFINITE_WAIT']],
  ])('%s', (body, some) => {
    expect(expected(inFunction(body))).toEqual(expect.arrayContaining(some));
  });

  it('are those alone that belong to the parameter', () => {
    const flags = expected(inFunction('dispatch->WskSend(Socket, &buf, @'));
    expect(flags).not.toContain('WSK_FLAG_WAITALL');
    expect(expected(inFunction('dispatch->WskControlSocket(Socket, @'))).not.toContain('WskControlMax');
    expect(expected(inFunction('dispatch->WskControlSocket(Socket, WskGetOption, @'))).not.toContain(
      'SO_WSK_EVENT_CALLBACK',
    );
    expect(expected(inFunction('listen->WskInspectComplete(s, &id, @'))).toEqual([
      'WskInspectReject',
      'WskInspectAccept',
    ]);
  });

  it('go before the names that begin alike, and are not listed twice', () => {
    const source = inFunction('dispatch->WskSend(Socket, &buf, WSK_FLAG@');
    expect(labels(source).filter((label) => label === 'WSK_FLAG_NODELAY')).toHaveLength(1);
    expect(labels(source)).toContain('WSK_FLAG_WAITALL');
  });

  it('are none behind an operand, and in the call of another function', () => {
    for (const body of [
      'dispatch->WskSend(Socket, &buf, x @',
      'dispatch->WskSend(Socket, &buf, Own(@',
      'dispatch->WskSend(Socket, &buf, t[@',
      'Own(WSK_FLAG_NODELAY, @',
    ]) {
      expect(expected(inFunction(body)), body).toEqual([]);
    }
  });
});

describe('values of a member', () => {
  const events = ['WSK_EVENT_ACCEPT', 'WSK_EVENT_RECEIVE'];

  it.each([
    ['in an initialiser', 'WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, @ };'],
    ['behind a designator', 'WSK_EVENT_CALLBACK_CONTROL c = { .EventMask = @ };'],
    ['in an assignment', 'WSK_EVENT_CALLBACK_CONTROL c; c.EventMask = @'],
    ['further on in an assignment', 'WSK_EVENT_CALLBACK_CONTROL c; c.EventMask = A | WSK@;'],
    ['in an assignment of more bits', 'WSK_EVENT_CALLBACK_CONTROL *c; c->EventMask |= @;'],
  ])('%s', (_what, body) => {
    expect(expected(inFunction(body))).toEqual(expect.arrayContaining(events));
  });
});

describe('the driver’s own objects', () => {
  it.each([
    ['WskRegister(@', ['&npi']],
    ['WskRegister(&npi, @', ['&Ctx->Registration', '&g_Registration']],
    ['WskRegister(&npi, &@', ['Ctx->Registration', 'g_Registration']],
    ['WskRegister(&npi, g@);', ['&Ctx->Registration', '&g_Registration']],
    ['WskDeregister(@', ['&Ctx->Registration', '&g_Registration']],
    ['WskReleaseProviderNPI(@', ['&Ctx->Registration', '&g_Registration']],
    ['WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, @', ['&g_Npi']],
    ['dispatch->WskCloseSocket(@', ['Socket', 'Ctx->Socket']],
    ['dispatch->WskCloseSocket(Socket, @', ['Irp', 'Ctx->Irp']],
    ['dispatch->WskSend(Socket, @', ['&buf']],
    ['g_Npi.Dispatch->WskSocket(@', ['g_Npi.Client']],
    ['SOCKADDR_IN6 a; dispatch->WskBind(Socket, @', ['(PSOCKADDR)&a']],
    ['PSOCKADDR a; dispatch->WskBind(Socket, @', ['a']],
    ['npi.Dispatch = @', []],
  ])('%s', (body, objects) => {
    expect(expected(inFunction(body))).toEqual(objects);
  });

  it('are tables of the category that the flags name', () => {
    const call = (flags: string) =>
      inFunction(`g_Npi.Dispatch->WskSocket(c, AF_INET, SOCK_STREAM, IPPROTO_TCP, ${flags}, NULL, @`);
    expect(expected(call('WSK_FLAG_LISTEN_SOCKET'))).toEqual(['&g_Listen']);
    expect(expected(call('WSK_FLAG_CONNECTION_SOCKET'))).toEqual(['&g_Connection']);
    expect(expected(call('flags'))).toEqual(['&g_Listen', '&g_Connection']);
  });

  it('replace what was typed', () => {
    expect(inserted('WSK_REGISTRATION r; void f(void) { WskDeregister(r@); }', '&r')).toContain(
      'WskDeregister(&r);',
    );
  });
});

describe('dispatch tables', () => {
  const callbacks = `NTSTATUS WSKAPI Accepted(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Accepted,
    PVOID *AcceptContext, CONST WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{ return STATUS_REQUEST_NOT_ACCEPTED; }
NTSTATUS WSKAPI Other(PVOID Context, ULONG Flags) { return STATUS_SUCCESS; }
`;

  it('are filled with the driver’s callbacks', () => {
    const after = 'static const WSK_CLIENT_LISTEN_DISPATCH d = ';
    expect(inserted(`${callbacks}${after}@;`, '{ … } WSK_CLIENT_LISTEN_DISPATCH')).toBe(
      `${callbacks}${after}{
    .WskAcceptEvent = Accepted,
    .WskInspectEvent = NULL,
    .WskAbortEvent = NULL
};`,
    );
  });

  it('have versions and tables', () => {
    const table = 'static const WSK_CLIENT_DISPATCH g_Dispatch = {@};';
    const label = '… WSK_CLIENT_DISPATCH';
    const filled = `static const WSK_CLIENT_DISPATCH g_Dispatch = {
    .Version = MAKE_WSK_VERSION(1, 0),
    .Reserved = 0,
    .WskClientEvent = NULL
};`;
    expect(inserted(table, label)).toBe(filled);
    expect(inserted(`${filled}\nvoid f(void) { WSK_CLIENT_NPI npi = @`, '{ … } WSK_CLIENT_NPI')).toContain(
      '.Dispatch = &g_Dispatch',
    );
  });

  it('are positional in C++ that does not designate', () => {
    const result = inserted('WSK_CLIENT_DATAGRAM_DISPATCH d = @;', '{ … } WSK_CLIENT_DATAGRAM_DISPATCH', {
      language: 'cpp',
    });
    expect(result).toBe('WSK_CLIENT_DATAGRAM_DISPATCH d = {\n    NULL // WskReceiveFromEvent\n};');
  });

  it('name a callback that fits a member', () => {
    expect(expected(`${callbacks}WSK_CLIENT_LISTEN_DISPATCH d = { .WskAcceptEvent = @`)).toEqual([
      'Accepted',
    ]);
    expect(expected(`${callbacks}WSK_CLIENT_CONNECTION_DISPATCH d = { NULL, @`)).toEqual(['Other']);
    expect(expected(`${callbacks}WSK_CLIENT_CONNECTION_DISPATCH d = { @`)).toContain(
      '… WSK_CLIENT_CONNECTION_DISPATCH',
    );
  });
});

describe('callbacks', () => {
  it('are whole implementations at file scope', () => {
    expect(inserted('#include <wsk.h>\nWskDisc@\nint x;', 'WskDisconnectEvent')).toBe(`#include <wsk.h>
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS WSKAPI
OnDisconnectEvent(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);

    
    return STATUS_SUCCESS;
}
int x;`);
  });

  it('have heads like those of the file', () => {
    const text = inserted('VOID\nF(\n  int A\n  )\n{\n}\nWskDisc@', 'WskDisconnectEvent');
    expect(text).toContain(
      'NTSTATUS\nWSKAPI\nOnDisconnectEvent(\n  _In_opt_ PVOID SocketContext,\n  _In_ ULONG Flags\n  )\n{\n',
    );
  });

  it('come first where a declaration begins, and no values there', () => {
    expect(expected('#include <wsk.h>\nWskInsp@')).toContain('WskInspectEvent');
    const all = labels('#include <wsk.h>\nWskInsp@');
    expect(all).toContain('WSK_REGISTRATION');
    for (const value of ['WskInspectAccept', 'WSK_NO_WAIT', 'STATUS_PENDING', 'NPI_WSK_INTERFACE_ID']) {
      expect(all).not.toContain(value);
    }
    expect(labels('#include <wsk.h>\nstatic int x = WskInsp@')).toContain('WskInspectAccept');
  });

  it('set what they have to set', () => {
    const text = inserted('#include <wsk.h>\nWskAccept@', 'WskAcceptEvent');
    expect(text).toContain('    *AcceptSocketContext = NULL;\n    *AcceptSocketDispatch = NULL;\n');
    expect(text).toContain('        return STATUS_REQUEST_NOT_ACCEPTED;\n');
    expect(text).not.toContain('UNREFERENCED_PARAMETER(AcceptSocket');
  });

  it('have a prototype with the annotations where the file keeps them there', () => {
    const text = inserted('_Use_decl_annotations_ void f(int a) { }\nWskAbort@', 'WskAbortEvent');
    expect(text).toContain(`OnAbortEvent(
    _In_opt_ PVOID SocketContext,
    _In_ PWSK_INSPECT_ID InspectID);

_Use_decl_annotations_
NTSTATUS WSKAPI
OnAbortEvent(
    PVOID SocketContext,
    PWSK_INSPECT_ID InspectID)
{`);
  });

  it('offer their return values and their names as tab stops', () => {
    const { items } = completionAt('#include <wsk.h>\nWskInsp@');
    const item = items.find(({ label }) => label === 'WskInspectEvent');
    expect(item?.insertTextFormat).toBe(2);
    expect(item?.textEdit?.newText).toContain('${1:OnInspectEvent}(');
    expect(item?.textEdit?.newText).toContain(
      'return ${4|WskInspectAccept,WskInspectReject,WskInspectPend|};',
    );
  });

  it.each([
    'WskAcceptEvent',
    'WskInspectEvent',
    'WskReceiveEvent',
    'WskReceiveFromEvent',
    'WskClientEvent',
    'ClientAttachProvider',
    'ClientDetachProvider',
  ])('%s parses in both languages', (label) => {
    for (const language of ['c', 'cpp'] as const) {
      const text = inserted('#include <wsk.h>\nw@', label, { language });
      expect(parser.parse(text, language).errorCount(), text).toBe(0);
    }
  });

  it('are not offered inside functions, classes and declarations', () => {
    expect(labels(inFunction('WskAccept@'))).not.toContain('WskAcceptEvent');
    expect(labels('#include <wsk.h>\nstatic WskAccept@')).not.toContain('WskAcceptEvent');
    expect(labels('#define X WskAccept@')).not.toContain('WskAcceptEvent');
  });
});

describe('names', () => {
  it('come after those of a C extension, and carry what they are', () => {
    const { items } = completionAt(inFunction('WskR@'));
    const item = items.find(({ label }) => label === 'WskRegister');
    expect(item).toMatchObject({
      detail: 'NTSTATUS (PWSK_CLIENT_NPI, PWSK_REGISTRATION)',
      kind: 3,
      sortText: '~WskRegister',
    });
    expect(documentationOf(item?.data, 'markdown')).toContain('Registers the driver');
    expect(items.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['PWSK_REGISTRATION', 'PFN_WSK_SOCKET', 'STATUS_PENDING', 'WskInspectPend']),
    );
    expect(items.map(({ label }) => label)).not.toContain('WskSend');
  });

  it('are left to the C extension where it knows wsk.h', () => {
    const options = { hasCExtension: true };
    expect(labels(inFunction('WskR@'), options)).toEqual([]);
    expect(labels(inFunction('npi.@'), options)).toEqual([]);
    expect(labels(inFunction('WskRegister(@'), options)).toEqual(['&npi']);
    expect(labels('void f(void) { WskR@', { ...options, includesWsk: false })).toContain('WskRegister');
  });

  it.each([
    ['a comment', '// Wsk@'],
    ['a block comment', '/* Wsk@ */'],
    ['a string', 's = "Wsk@";'],
    ['a string that is not closed', 's = "Wsk@'],
    ['a character', "c = 'W@';"],
    ['an #include', '\n#include <wsk@\n'],
    ['an #include that is not finished', '\n#include @\n'],
    ['another directive', '\n#pragma W@\n'],
    ['a number', 'x = 0x@;'],
    ['nothing begun', '@'],
    ['a new variable', 'WSK_REGISTRATION W@;'],
    ['a qualified name', 'driver::W@'],
  ])('are not offered in %s', (_what, body) => {
    for (const source of [inFunction(body), body]) expect(labels(source, { language: 'cpp' })).toEqual([]);
  });

  it('add the #include where WSK is not included', () => {
    const options = { includesWsk: false };
    expect(
      inserted('#include <ntddk.h>\n#include "a.h"\nvoid f(void) { Wsk@ }', 'WskRegister', options),
    ).toBe('#include <ntddk.h>\n#include "a.h"\n#include <wsk.h>\nvoid f(void) { WskRegister }');
    expect(inserted('// A driver.\r\nWSK@;\r\n', 'WSK_REGISTRATION', options)).toBe(
      '// A driver.\r\n#include <wsk.h>\r\n\r\nWSK_REGISTRATION;\r\n',
    );
    expect(inserted('WSK_REGISTRATION r;\nvoid f(void) { Wsk@', 'WskRegister', options)).not.toContain(
      '#include',
    );
  });

  it('do not disturb who does not write WSK', () => {
    const options = { includesWsk: false };
    for (const word of ['s', 'st', 'AF', 'So', 'Nmr']) {
      expect(labels(`void f(void) { ${word}@ }`, options), word).toEqual([]);
    }
  });

  it('replace the whole word where the client can choose', () => {
    const { items } = completionAt(inFunction('Wsk@Reg'), { insertReplace: true });
    expect(items.find(({ label }) => label === 'WskRegister')?.textEdit).toMatchObject({
      insert: { start: { character: 4 }, end: { character: 7 } },
      replace: { start: { character: 4 }, end: { character: 10 } },
    });
  });

  it('are not what a trigger character asks for', () => {
    expect(labels(inFunction('if (a >@'), { isTriggered: true })).toEqual([]);
  });
});
