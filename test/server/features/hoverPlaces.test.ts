import { beforeAll, describe, expect, it } from 'vitest';
import { hover } from '../../../server/src/features/hover.ts';
import type { Parser } from '../../../server/src/syntax/index.ts';
import { testParser } from '../../support/parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await testParser();
});

/** Hovers over the word or number with `@` in front of it, in plain text. */
function hoverAt(marked: string, others: readonly string[] = []): string | undefined {
  const offset = marked.indexOf('@');
  expect(offset, 'no @ in the fixture').toBeGreaterThanOrEqual(0);
  const file = parser.parse(marked.slice(0, offset) + marked.slice(offset + 1), 'c');
  const around = { headers: [], others: others.map((text) => parser.parse(text, 'c')), stateAt: undefined };
  return hover({ file, offset, ...around }, 'plaintext')?.contents;
}

const inFunction = (body: string) =>
  `#include <wsk.h>\nNTSTATUS F(PWSK_SOCKET Socket, PIRP Irp)\n{\n    NTSTATUS status;\n    ${body}\n}\n`;
const connection = (call: string) =>
  inFunction(`status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->${call};`);

describe('flags and numbers', () => {
  it('tell once what the place tells', () => {
    const only = hoverAt(connection('WskSend(Socket, b, @WSK_FLAG_NODELAY, Irp)'));
    expect(only).not.toContain('sed as');
    const oneOfTwo = hoverAt(connection('WskDisconnect(Socket, b, @WSK_FLAG_ABORTIVE, Irp)'));
    expect(oneOfTwo).toContain('Also used as:\n  - Flags of WskDisconnectEvent\n');
  });

  it.each([
    [
      'a flag of this function',
      connection('WskSend(Socket, b, @WSK_FLAG_NODELAY, Irp)'),
      'Here: Flags of WskSend.',
    ],
    [
      'one of several',
      connection('WskSend(Socket, b, x | (ULONG)@WSK_FLAG_NODELAY, Irp)'),
      'Here: Flags of WskSend.',
    ],
    [
      'a flag of another function',
      connection('WskSend(Socket, b, @WSK_FLAG_WAITALL, Irp)'),
      'Not valid here: Flags of WskSend. This is for Flags of WskReceive.',
    ],
    [
      'a flag where none is due',
      connection('WskConnect(Socket, a, @WSK_FLAG_NODELAY, Irp)'),
      'Not valid here: Flags of WskConnect. Must be 0. This is for Flags of WskSend.',
    ],
    [
      'a category',
      inFunction('g_Npi.Dispatch->WskSocket(c, AF_INET, SOCK_STREAM, IPPROTO_TCP, @WSK_FLAG_LISTEN_SOCKET);'),
      'Here: Flags of WskSocket.',
    ],
    [
      'half-typed code',
      inFunction('g_Npi.Dispatch->WskSocket(c, @SOCK_STREAM'),
      'Not valid here: AddressFamily of WskSocket. This is for SocketType of WskSocket',
    ],
    [
      'a time-out',
      inFunction('WskCaptureProviderNPI(r, @WSK_NO_WAIT, n);'),
      'Here: WaitTimeout of WskCaptureProviderNPI.',
    ],
    [
      'an assigned mask',
      inFunction('WSK_EVENT_CALLBACK_CONTROL c; c.EventMask |= @WSK_EVENT_RECEIVE;'),
      'Here: EventMask of WSK_EVENT_CALLBACK_CONTROL.',
    ],
    [
      'a mask in an initialiser',
      inFunction('WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, @WSK_EVENT_RECEIVE };'),
      'Here: EventMask of WSK_EVENT_CALLBACK_CONTROL.',
    ],
    [
      'a mask with a name in front',
      inFunction('WSK_EVENT_CALLBACK_CONTROL c = { .EventMask = @WSK_FLAG_OOB };'),
      'Not valid here: EventMask of WSK_EVENT_CALLBACK_CONTROL.',
    ],
    [
      'a flag that a callback tests',
      'NTSTATUS OnReceive(PVOID c, ULONG F) { return F & @WSK_FLAG_ABORTIVE; }\nconst WSK_CLIENT_CONNECTION_DISPATCH d = { OnReceive, OnDisconnect, NULL };',
      'Not valid here: Flags of WskReceiveEvent.',
    ],
    [
      'a number for a flag',
      inFunction('g_Npi.Dispatch->WskSocket(c, AF_INET, SOCK_STREAM, IPPROTO_TCP, @0x1);'),
      '0x1 = WSK_FLAG_LISTEN_SOCKET',
    ],
    [
      '0 for a flag',
      inFunction('g_Npi.Dispatch->WskSocket(c, AF_INET, SOCK_STREAM, IPPROTO_TCP, @0);'),
      '0 = WSK_FLAG_BASIC_SOCKET',
    ],
    ['0 where flags are due', connection('WskReceive(Socket, b, @0, Irp)'), 'Here: Flags of WskReceive.'],
    [
      '0 where nothing else is',
      connection('WskConnect(Socket, a, @0, Irp)'),
      'Here: Flags of WskConnect. Must be 0.',
    ],
    [
      'several bits',
      inFunction('WSK_EVENT_CALLBACK_CONTROL c; c.EventMask = @0x800000c0;'),
      '0x800000c0 = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE',
    ],
    [
      'a bit without a name',
      connection('WskReceive(Socket, b, @0x100, Irp)'),
      '0x100: No flag of WskReceive.',
    ],
    [
      'a number for a control code',
      connection('WskControlSocket(Socket, WskSetOption, @0x4002, SOL_SOCKET, 0, NULL, 0, NULL, NULL, NULL)'),
      '0x4002 = SO_WSK_EVENT_CALLBACK',
    ],
    ['a number for a kind of request', connection('WskControlSocket(Socket, @2, x)'), '2 = WskIoctl'],
  ])('%s', (_what, source, expected) => {
    expect(hoverAt(source)).toContain(expected);
  });

  it('says nothing of a place where it knows no values', () => {
    const page = hoverAt(inFunction('ADDRINFOEXW hints; hints.ai_family = @AF_INET;'));
    expect(page).toContain('#define AF_INET 2');
    expect(page).not.toMatch(/^(?:Here|Not valid here):/m);
  });
});

describe('control codes', () => {
  const control = (arguments_: string) => connection(`WskControlSocket(Socket, ${arguments_})`);
  it.each([
    [
      'in its place',
      control('WskSetOption, @SO_WSK_EVENT_CALLBACK, SOL_SOCKET'),
      'Here: ControlCode of WskControlSocket.',
    ],
    [
      'an option as an IOCTL',
      control('WskIoctl, @SO_REUSEADDR, SOL_SOCKET'),
      'Not valid here: ControlCode of WskControlSocket. This is an option: RequestType is WskSetOption or WskGetOption, not WskIoctl.',
    ],
    [
      'an IOCTL as an option',
      control('WskGetOption, @SIO_WSK_QUERY_RECEIVE_BACKLOG, 0'),
      'This is an IOCTL: RequestType is WskIoctl, not WskGetOption.',
    ],
    ['a code of the client', control('WskIoctl, @WSK_CACHE_SD, 0'), 'This is a code of WskControlClient.'],
    [
      'a code of a socket',
      inFunction('g_Npi.Dispatch->WskControlClient(g_Npi.Client, @SO_WSK_SECURITY, 0);'),
      'This is a code of WskControlSocket.',
    ],
  ])('%s', (_what, source, expected) => {
    expect(hoverAt(source)).toContain(expected);
  });

  it('says whether there is an IRP, and what the buffers hold', () => {
    expect(hoverAt(control('WskSetOption, @SO_WSK_EVENT_CALLBACK'))).toContain(
      '  IRP: optional\n  Input: WSK_EVENT_CALLBACK_CONTROL\n  Output: none\n  RequestType: WskSetOption or WskGetOption\n  Level: SOL_SOCKET\n',
    );
  });
});

describe('a status', () => {
  const capture = 'WskCaptureProviderNPI(r, 100, n)';
  it.each([
    [
      'of the call itself',
      inFunction(`if (${capture} == @STATUS_DEVICE_NOT_READY) return 0;`),
      'WskCaptureProviderNPI: WSK was not ready within the time allowed',
    ],
    [
      'of a variable',
      inFunction(`status = ${capture};\n if (status == @STATUS_NOINTERFACE) return 0;`),
      'WskCaptureProviderNPI: WSK does not support the version',
    ],
    [
      'assigned in the condition',
      inFunction(`if ((status = ${capture}) != @STATUS_SUCCESS) return 0;`),
      'Here, from:\n  - WskCaptureProviderNPI: ',
    ],
    [
      'at its declaration',
      inFunction(`NTSTATUS s = ${capture}; switch (s) { case @STATUS_SUCCESS: break; }`),
      'Here, from:\n  - WskCaptureProviderNPI: ',
    ],
    [
      'that is not documented for it',
      inFunction(`status = ${capture};\n if (status == @STATUS_CONNECTION_RESET) return 0;`),
      'WskCaptureProviderNPI: Its page does not name this one.',
    ],
    [
      'in the IRP',
      connection(
        'WskReceive(Socket, b, 0, Irp);\n if (Irp->IoStatus.Status == @STATUS_FILE_FORCED_CLOSED) return 0',
      ),
      'WskReceive: In the IRP: ',
    ],
    [
      'taken out of the IRP',
      connection(
        'WskReceive(Socket, b, 0, Irp);\n if (status == STATUS_PENDING) { KeWaitForSingleObject(e, 0, 0, 0, NULL); status = Irp->IoStatus.Status; }\n if (status == @STATUS_SUCCESS) return 0',
      ),
      '  - WskReceive: In the IRP: ',
    ],
    [
      'of a wait',
      inFunction(
        'status = KeWaitForSingleObject(e, 0, 0, 0, &t);\n if (status == @STATUS_TIMEOUT) return 0;',
      ),
      'KeWaitForSingleObject: Not signalled in time.',
    ],
    [
      'that a callback returns',
      'NTSTATUS OnAccept(PVOID c) { return @STATUS_REQUEST_NOT_ACCEPTED; }\nconst WSK_CLIENT_LISTEN_DISPATCH d = { OnAccept, NULL, NULL };',
      'Returned from:\n  - WskAcceptEvent: Refused.',
    ],
    [
      'that a callback must not return',
      'NTSTATUS OnDisconnect(PVOID c) { return @STATUS_PENDING; }\nconst WSK_CLIENT_CONNECTION_DISPATCH d = { NULL, OnDisconnect, NULL };',
      'WskDisconnectEvent: Not one of its values: STATUS_SUCCESS.',
    ],
  ])('%s', (_what, source, expected) => {
    expect(hoverAt(source)).toContain(expected);
  });

  it('names the ways to get there, but no assignment that another one hides', () => {
    const source = inFunction(
      'status = WskRegister(a, b);\n status = WskCaptureProviderNPI(r, 0, n);\n if (x) { status = WskQueryProviderCharacteristics(r, p); }\n if (status == @STATUS_DEVICE_NOT_READY) return 0;',
    );
    const page = hoverAt(source);
    expect(page).toContain(
      '  - WskQueryProviderCharacteristics: WSK is not ready yet.\n  - WskCaptureProviderNPI: ',
    );
    expect(page).not.toContain('WskRegister:');
  });

  it('remembers behind a label what may have jumped there', () => {
    const source = inFunction(
      'status = WskRegister(a, b);\n if (x) goto Exit;\n status = WskCaptureProviderNPI(r, 0, n);\nExit:\n if (status == @STATUS_SUCCESS) return 0;',
    );
    expect(hoverAt(source)).toContain('  - WskRegister: ');
    expect(hoverAt(source)).toContain('  - WskCaptureProviderNPI: ');
  });

  it('does not take the branches of an if for one another', () => {
    const source = inFunction(
      'if (x) { status = WskRegister(a, b); } else { if (status == @STATUS_SUCCESS) return 0; }',
    );
    expect(hoverAt(source)).toBeUndefined();
  });

  it('tells whether NT_SUCCESS is true for it', () => {
    const page = (status: string) => hoverAt(inFunction(`if (${capture} == @${status}) return 0;`));
    expect(page('STATUS_PENDING')).toContain('NT_SUCCESS: true');
    expect(page('STATUS_NOINTERFACE')).toContain('NT_SUCCESS: false');
  });
});

describe('functions of the driver', () => {
  const body = 'NTSTATUS WSKAPI @OnReceive(PVOID c, ULONG f) { return 0; }\n';
  const table = 'const WSK_CLIENT_CONNECTION_DISPATCH g_Table = { OnReceive, NULL, NULL };\n';
  it.each([
    ['in a table', body + table, 'OnReceive is your: WskReceiveEvent, in g_Table'],
    [
      'where the table names it',
      body.replace('@', '') + table.replace('OnReceive', '@OnReceive'),
      'OnReceive is your: WskReceiveEvent, in g_Table',
    ],
    [
      'assigned',
      body + 'void F(void) { Table.WskReceiveEvent = OnReceive; }',
      'OnReceive is your: WskReceiveEvent, in Table',
    ],
    [
      'behind a typed pointer',
      `${body}PFN_WSK_RECEIVE_EVENT g_Receive = OnReceive;`,
      'OnReceive is your: WskReceiveEvent\n',
    ],
    [
      'declared by its type',
      'NPI_CLIENT_ATTACH_PROVIDER_FN Attach;\nNTSTATUS @Attach(HANDLE h) { return 0; }',
      'Attach is your: NPI_CLIENT_ATTACH_PROVIDER_FN',
    ],
    [
      'declared by an annotation',
      '_Function_class_(NPI_CLIENT_DETACH_PROVIDER_FN)\nNTSTATUS @Detach(PVOID p) { return 0; }',
      'Detach is your: NPI_CLIENT_DETACH_PROVIDER_FN',
    ],
    [
      'a completion routine',
      'NTSTATUS @Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return 0; }\nvoid F(PIRP i) { IoSetCompletionRoutine(i, Done, 0, TRUE, TRUE, TRUE); }',
      'Done and WSK:\n  - For a WSK request return STATUS_MORE_PROCESSING_REQUIRED',
    ],
    [
      'an unload routine',
      'void @Bye(PDRIVER_OBJECT d) { }\nvoid F(PDRIVER_OBJECT d) { d->DriverUnload = Bye; }',
      'Bye and WSK:',
    ],
  ])('%s', (_what, source, expected) => {
    expect(hoverAt(source)).toContain(expected);
  });

  it('finds the table in another file of the driver', () => {
    expect(hoverAt(body)).toBeUndefined();
    expect(hoverAt(body, [table])).toContain('OnReceive is your: WskReceiveEvent, in g_Table');
  });
});

describe('sockets', () => {
  it.each([
    [
      'a parameter',
      inFunction('((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskSendTo(@Socket);'),
      'WSK_PROVIDER_DATAGRAM_DISPATCH',
    ],
    [
      'through a variable of the table',
      inFunction('CONST WSK_PROVIDER_LISTEN_DISPATCH *d = Socket->Dispatch; Use(@Socket);'),
      'WSK_PROVIDER_LISTEN_DISPATCH',
    ],
    [
      'a basic table next to another',
      inFunction(
        '((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(@Socket, Irp); d = (PWSK_PROVIDER_STREAM_DISPATCH)Socket->Dispatch;',
      ),
      'WSK_PROVIDER_STREAM_DISPATCH',
    ],
    [
      'a member',
      'struct C { PWSK_SOCKET Peer; };\nvoid F(struct C *c) { Use(c->@Peer); }\nvoid G(struct C *c) { ((PWSK_PROVIDER_CONNECTION_DISPATCH)c->Peer->Dispatch)->WskSend(c->Peer); }',
      'WSK_PROVIDER_CONNECTION_DISPATCH',
    ],
  ])('%s', (_what, source, table) => {
    expect(hoverAt(source)).toContain(`Dispatch here: ${table}.`);
  });

  it('does not take the socket of another function for this one', () => {
    const other = 'void G(PWSK_SOCKET Socket) { d = (PWSK_PROVIDER_STREAM_DISPATCH)Socket->Dispatch; }';
    const page = hoverAt(inFunction('Use(@Socket);') + other);
    expect(page).toContain('PWSK_SOCKET Socket');
    expect(page).not.toContain('Dispatch here');
  });
});

describe('kernel routines and rules', () => {
  it('adds to a kernel routine what matters for WSK, and no page', () => {
    const page = hoverAt(inFunction('@IoFreeIrp(Irp);'));
    expect(page).toMatch(/^IoFreeIrp and WSK:\n {2}- Only after its WSK request has completed/);
    expect(page).not.toContain('PIRP');
  });

  it('explains a rule that a comment suppresses', () => {
    const page = hoverAt('// wsk-disable-next-line registered-twice, @registration-leak -- known\nint x;');
    expect(page).toContain('registration-leak: error');
    expect(page).toContain('Reports an exit of a function that fails after WskRegister succeeded');
    expect(page).toContain('docs/rules/registration-leak.md');
    expect(hoverAt('// wsk-disable-next-line @nonsense\nint x;')).toBeUndefined();
    expect(hoverAt('// about @registration-leak\nint x;')).toBeUndefined();
  });
});
