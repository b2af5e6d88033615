import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationState } from '../../../server/src/analysis/analyser.ts';
import { hover } from '../../../server/src/features/hover.ts';
import type { Language, Parser } from '../../../server/src/syntax/index.ts';
import { testParser } from '../../support/parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await testParser();
});

const nothingAround = { headers: [], others: [], stateAt: undefined };

/** Says what is known at an offset of a text. */
type StateAt = (offset: number, text: string) => RegistrationState | undefined;

interface Options {
  language?: Language;
  stateAt?: StateAt;
  headers?: readonly string[];
}

/** Hovers over the word with `@` in front of it. */
function hoverAt(marked: string, { language = 'c', stateAt, headers = [] }: Options = {}) {
  const offset = marked.indexOf('@');
  expect(offset, 'no @ in the fixture').toBeGreaterThanOrEqual(0);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const file = parser.parse(text, language);
  const found = hover(
    {
      file,
      offset,
      headers: headers.map((header) => parser.parse(header, language)),
      others: [],
      stateAt: stateAt && ((at) => stateAt(at, text)),
    },
    'markdown',
  );
  return found && { contents: found.contents, word: text.slice(found.span.start, found.span.end) };
}

/** First line of the code block: the declaration that the hover is about. */
function subject(marked: string, options?: Options): string | undefined {
  return hoverAt(marked, options)?.contents.split('\n')[1];
}

const inFunction = (body: string) => `NTSTATUS F(PCTX Ctx, PWSK_SOCKET Socket)\n{\n    ${body}\n}\n`;

describe('what answers', () => {
  it.each([
    [
      'a call after a comment that ends a sentence',
      inFunction('// Done.\n    @WskDeregister(&r);'),
      'VOID WskDeregister(',
    ],
    [
      'a name in a macro inside a function',
      inFunction('\n#define TIMEOUT @WSK_NO_WAIT\nreturn 0;'),
      '#define WSK_NO_WAIT 0',
    ],
    [
      'a name on the second line of a macro',
      '#define TIMEOUT \\\n    (@WSK_NO_WAIT)',
      '#define WSK_NO_WAIT 0',
    ],
    [
      'a name in a condition inside a function',
      inFunction('\n#ifdef @WSK_FLAG_STREAM_SOCKET\nx = 1;\n#endif\n'),
      '#define WSK_FLAG_STREAM_SOCKET 0x00000008',
    ],
    [
      'a type behind an old annotation',
      'NTSTATUS F(__in @PWSK_CLIENT_NPI Npi);',
      'typedef struct _WSK_CLIENT_NPI {',
    ],
    ['a type behind CONST', 'static CONST @WSK_CLIENT_DISPATCH d;', 'typedef struct _WSK_CLIENT_DISPATCH {'],
    ['an exported function', inFunction('return @WskRegister(&Npi, &g_Reg);'), 'NTSTATUS WskRegister('],
    ['its address', inFunction('Use(&@WskDeregister);'), 'VOID WskDeregister('],
    ['a structure type', '@WSK_REGISTRATION g_Registration;', 'typedef struct _WSK_REGISTRATION {'],
    ['a pointer type', 'NTSTATUS F(@PWSK_CLIENT_NPI Npi);', 'typedef struct _WSK_CLIENT_NPI {'],
    ['a structure tag', 'struct @_WSK_CLIENT_DISPATCH *p;', 'typedef struct _WSK_CLIENT_DISPATCH {'],
    [
      'a type in sizeof',
      inFunction('Zero(p, sizeof(@WSK_REGISTRATION));'),
      'typedef struct _WSK_REGISTRATION {',
    ],
    ['a pointer-to-function type', '@PFN_WSK_SOCKET g_Socket;', 'NTSTATUS WSKAPI WskSocket('],
    [
      'a time-out',
      inFunction('WskCaptureProviderNPI(r, @WSK_INFINITE_WAIT, &n);'),
      '#define WSK_INFINITE_WAIT 0xffffffff',
    ],
    [
      'a function-like macro',
      'USHORT v = @MAKE_WSK_VERSION(1, 0);',
      '#define MAKE_WSK_VERSION(Mj, Mn) ((USHORT)((Mj) << 8) | (USHORT)((Mn) & 0xff))',
    ],
    ['an enumerator', inFunction('return @WskInspectPend;'), 'WskInspectPend = 2'],
    [
      'a variable of the header',
      inFunction('c.NpiId = &@NPI_WSK_INTERFACE_ID;'),
      'extern CONST NPIID NPI_WSK_INTERFACE_ID;',
    ],
    ['the calling convention', 'NTSTATUS @WSKAPI OnEvent(PVOID c);', '#define WSKAPI NTAPI'],
    [
      'an NMR function',
      inFunction('NmrDeregisterClient(h); @NmrWaitForClientDeregisterComplete(h);'),
      'NTSTATUS NmrWaitForClientDeregisterComplete(',
    ],
    ['a name in the body of a macro', '#define TIMEOUT (@WSK_NO_WAIT)', '#define WSK_NO_WAIT 0'],
    [
      'a status next to a WSK call',
      inFunction('if (WskCaptureProviderNPI(r, 0, n) == @STATUS_NOINTERFACE) return 0;'),
      '#define STATUS_NOINTERFACE ((NTSTATUS)0xC00002B9)',
    ],
    ['a family in a WSK call', inFunction('Npi.Dispatch->WskSocket(c, @AF_INET, 1);'), '#define AF_INET 2'],
  ])('%s', (_what, source, expected) => {
    expect(subject(source)).toBe(expected);
  });

  it('gives the span of the word, also at its end', () => {
    const text = 'WSK_REGISTRATION (g_Reg);';
    const file = parser.parse(text, 'c');
    for (const offset of [0, 5, 16]) {
      const found = hover({ file, offset, ...nothingAround }, 'plaintext');
      expect(found?.span).toEqual({ start: 0, end: 16 });
    }
    expect(hover({ file, offset: 17, ...nothingAround }, 'plaintext')).toBeUndefined();
  });
});

describe('dispatch members', () => {
  it.each([
    ['through the captured NPI', inFunction('return g_Npi.Dispatch->@WskSocket(g_Npi.Client);')],
    ['through a local', inFunction('const WSK_PROVIDER_DISPATCH *d = Npi->Dispatch; d->@WskSocket(c);')],
    ['through a member', inFunction('Ctx->Wsk.Npi.Dispatch->@WskSocket(c);')],
    ['through a macro', '#define PROVIDER g_Npi.Dispatch\n' + inFunction('PROVIDER->@WskSocket(c);')],
    ['through a call', inFunction('GetContext(Device)->Npi.Dispatch->@WskSocket(c);')],
    ['in the body of a macro', '#define CREATE(n) (n)->Dispatch->@WskSocket((n)->Client)'],
    ['in half-typed code', inFunction('status = Npi.Dispatch->@WskSocket')],
  ])('%s', (_how, source) => {
    expect(subject(source)).toBe('NTSTATUS WSKAPI WskSocket(');
  });

  it.each([
    [
      'through a cast',
      inFunction('((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->@WskCloseSocket(Socket, Irp);'),
    ],
    [
      'through a const cast',
      inFunction('((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->@WskCloseSocket(Socket, Irp);'),
    ],
    [
      'in a table that inlines it',
      inFunction('PWSK_PROVIDER_CONNECTION_DISPATCH d = Get(); d->@WskCloseSocket(Socket, Irp);'),
    ],
    [
      'through Basic',
      inFunction('PWSK_PROVIDER_CONNECTION_DISPATCH d = Get(); d->Basic.@WskCloseSocket(Socket, Irp);'),
    ],
    ['as a value', inFunction('Invoke(Ctx->Basic->@WskCloseSocket, Irp);')],
    ['as a variable', inFunction('PFN_WSK_CLOSE_SOCKET Close = Get(); return @Close(Socket, Irp);')],
  ])('%s', (_how, source) => {
    expect(subject(source)).toBe('NTSTATUS WSKAPI WskCloseSocket(');
  });

  it('tells the two WskRelease apart by the table', () => {
    const call = (table: string) => inFunction(`((${table} *)Socket->Dispatch)->@WskRelease(Socket, List);`);
    expect(hoverAt(call('WSK_PROVIDER_DATAGRAM_DISPATCH'))?.contents).toContain('PWSK_DATAGRAM_INDICATION');
    expect(hoverAt(call('WSK_PROVIDER_STREAM_DISPATCH'))?.contents).toContain('PWSK_DATA_INDICATION');
  });

  it('works in C++: static_cast, auto, references, class members', () => {
    const cpp = { language: 'cpp' } as const;
    const cast =
      'void f(WSK_SOCKET *s) { static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(s->Dispatch)->@WskRelease(s, l); }';
    expect(hoverAt(cast, cpp)?.contents).toContain('PWSK_DATAGRAM_INDICATION');
    const viaAuto = 'WSK_PROVIDER_NPI npi; void f() { auto &d = *npi.Dispatch; d.@WskSocket(0); }';
    expect(subject(viaAuto, cpp)).toBe('NTSTATUS WSKAPI WskSocket(');
    const unseen = 'void f() { auto WskSend = prov->Dispatch->WskSend; @WskSend(s); }';
    expect(subject(unseen, cpp)).toBe('NTSTATUS WSKAPI WskSend(');
    const members = 'class S { WSK_PROVIDER_NPI npi_; void Open() {';
    expect(subject(`${members} npi_.@Client; } };`, cpp)).toBe('PWSK_CLIENT Client;');
    expect(subject(`${members} this->npi_.@Client; } };`, cpp)).toBe('PWSK_CLIENT Client;');
    const outOfLine = `${members} } };\nvoid S::Close() { npi_.@Client; }`;
    expect(subject(outOfLine, cpp)).toBe('PWSK_CLIENT Client;');
    const condition = 'PWSK_BUF Get(); void f(PWSK_BUF b) { if (auto c = b) { c->@Offset; } }';
    expect(subject(condition, cpp)).toBe('ULONG Offset;');
    const braces = 'void f() { WSK_CLIENT_NPI n{ .@Dispatch = &d }; }';
    expect(subject(braces, cpp)).toBe('CONST WSK_CLIENT_DISPATCH *Dispatch;');
  });
});

describe('members of WSK structures', () => {
  it.each([
    [
      'behind a dot',
      'WSK_CLIENT_NPI Npi;\n' + inFunction('Npi.@Dispatch = &d;'),
      'CONST WSK_CLIENT_DISPATCH *Dispatch;',
    ],
    [
      'behind an arrow',
      'NTSTATUS F(PWSK_CLIENT_DISPATCH d) { d->@Version = 1; return 0; }',
      'USHORT Version;',
    ],
    [
      'of a parameter of the same name as a global',
      'int d;\nvoid F(PWSK_BUF d) { d->@Offset = 0; }',
      'ULONG Offset;',
    ],
    [
      'of a member of an own structure',
      'typedef struct _CTX { struct { WSK_PROVIDER_NPI Npi; } Wsk; } CTX, *PCTX;\nvoid F(PCTX c) { Use(c->Wsk.Npi.@Client); }',
      'PWSK_CLIENT Client;',
    ],
    [
      'through a typedef of a tag',
      'struct _CTX { WSK_BUF Buf; };\ntypedef struct _CTX CTX, *PCTX;\nvoid F(PCTX c) { c->Buf.@Length = 1; }',
      'SIZE_T Length;',
    ],
    ['in a designated initialiser', 'const WSK_CLIENT_DISPATCH d = { .@Reserved = 0 };', 'USHORT Reserved;'],
    [
      'in a local initialiser',
      inFunction('WSK_CLIENT_NPI n = { .@ClientContext = NULL };'),
      'PVOID ClientContext;',
    ],
    [
      'in a nested initialiser',
      'typedef struct _CTX { WSK_CLIENT_NPI Npi; } CTX;\nCTX c = { .Npi = { .@Dispatch = &d } };',
      'CONST WSK_CLIENT_DISPATCH *Dispatch;',
    ],
    [
      'in a compound literal',
      inFunction('n = (WSK_CLIENT_NPI){ .@Dispatch = &d };'),
      'CONST WSK_CLIENT_DISPATCH *Dispatch;',
    ],
    [
      'that hold a callback',
      'const WSK_CLIENT_DISPATCH d = { MAKE_WSK_VERSION(1, 0), 0, .@WskClientEvent = OnEvent };',
      'NTSTATUS WSKAPI WskClientEvent(',
    ],
    ['of an element', 'WSK_BUF g_Bufs[4];\nvoid F(int i) { g_Bufs[i].@Mdl = 0; }', 'PMDL Mdl;'],
  ])('%s', (_where, source, expected) => {
    expect(subject(source)).toBe(expected);
  });
});

describe('what stays silent', () => {
  it.each([
    ['a comment', '// call @WskRegister first\nint x;'],
    ['a block comment in a function', inFunction('/* @WskRegister */ return 0;')],
    ['a string', inFunction('DbgPrint("@WskRegister failed\\n");')],
    ['a string in a macro', '#define TEXT "@WskRegister"'],
    ['a comment in a macro', '#define X 1 /* @WskRegister */'],
    ['an include', '#include <@WskRegister>'],
    ['an error directive', '#error call @WskRegister'],
    ['a string in a macro inside a function', inFunction('\n#define TEXT "@WskRegister"\n')],
    ['a raw string', 'auto t = R"(@WskRegister)";'],
    ['a function of the driver’s own', 'NTSTATUS @WskSend(PVOID p) { return 0; }'],
    ['a call to it', 'NTSTATUS WskRegister(int a) { return 0; }\n' + inFunction('@WskRegister(1);')],
    ['a plain call of a dispatch member’s name', inFunction('@WskSend(Socket, Buf);')],
    ['a variable named like one', inFunction('PCTX WskSocket = 0; Use(@WskSocket);')],
    ['what a registration is reached through', inFunction('WskRegister(&n, &@Unseen->Registration);')],
    ['an argument of a call in the place of a registration', inFunction('WskDeregister(Get(@Unseen));')],
    ['a kernel routine in a file without WSK', 'void F(PIRP Irp) { @IoFreeIrp(Irp); }'],
    [
      'a kernel routine that the driver defines',
      '#include <wsk.h>\nvoid IoFreeIrp(int x) { }\nvoid F(void) { @IoFreeIrp(1); }',
    ],
    [
      'a status that every driver knows, returned by a function without a contract',
      inFunction('WskDeregister(&r); return @STATUS_SUCCESS;'),
    ],
    ['a number that WSK has no name for', inFunction('D->Dispatch->WskSend(s, b, 0, x + @4);')],
    ['a number elsewhere', inFunction('F(@0);')],
    ['a parameter named like one', 'void F(int @WskRegister) { }'],
    [
      'a member of an own structure',
      'struct S { int (*WskSend)(void); };\nvoid F(struct S *s) { s->@WskSend(); }',
    ],
    ['an unknown member of a WSK structure', 'void F(PWSK_CLIENT_NPI n) { n->@WskSend(); }'],
    ['a member behind an unknown receiver', inFunction('x->@Dispatch = 0;')],
    ['a member of an unseen structure that is no function', inFunction('Ctx->@WskSocket = Socket;')],
    ['an initialiser of an unseen structure', 'OTHER o = { .@WskReceiveEvent = 0 };'],
    ['what Winsock has for everybody, in a file without WSK', 'int G(@ADDRINFOEXW *p) { return 0; }'],
    ['a status with no WSK around it', 'int G(void) { return @STATUS_PENDING; }'],
    ['a family with no WSK around it', 'int G(int f) { return f == @AF_INET; }'],
    ['an ordinary word', inFunction('@return 0;')],
    ['a number', inFunction('return @42;')],
    ['blank space', 'int x;  @  \nint y;'],
    ['the end of an empty file', '@'],
  ])('%s', (_what, source) => {
    expect(hoverAt(source)).toBeUndefined();
  });

  it('a function of an own namespace', () => {
    const source = 'int f() { return driver::@WskRegister(1); }';
    expect(hoverAt(source, { language: 'cpp' })).toBeUndefined();
    expect(hoverAt(source.replace('driver', ''), { language: 'cpp' })?.word).toBe('WskRegister');
  });

  it('a method of an own class', () => {
    const source = 'class Socket { public: void WskSend() { } };\nvoid f(Socket &s) { s.@WskSend(); }';
    expect(hoverAt(source, { language: 'cpp' })).toBeUndefined();
  });
});

describe('registrations', () => {
  const source =
    'static WSK_REGISTRATION g_Registration;\n' + inFunction('return WskRegister(&Npi, &@g_Registration);');

  function knowing(...states: string[]): StateAt {
    return (offset, text) =>
      text.startsWith('g_Registration', offset) ? { place: 'g_Registration', states } : undefined;
  }

  it('shows the state at that line above what a registration is', () => {
    const found = hoverAt(source, { stateAt: knowing('registered, provider NPI captured') });
    expect(found?.word).toBe('g_Registration');
    expect(found?.contents).toMatchInlineSnapshot(`
      "\`\`\`c
      WSK_REGISTRATION g_Registration
      \`\`\`

      **State here** registered, provider NPI captured

      The registration block: memory that the driver provides and WSK owns from \`WskRegister\` to \`WskDeregister\`.

      **Remarks**

      - Opaque: read and write none of its members. Zeroing it before \`WskRegister\` is fine.
      - Needs resident memory (a global, or nonpaged pool) that outlives every call that is given it.
      - One block for each registration.

      **See also** [WskRegister](https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/nf-wsk-wskregister) · [WskDeregister](https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister) · [WskCaptureProviderNPI](https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi) · [WskReleaseProviderNPI](https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/nf-wsk-wskreleaseprovidernpi)

      **Documentation** [WSK\\_REGISTRATION](https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_registration)"
    `);
  });

  it('lists the ways to get there', () => {
    const found = hoverAt(source, { stateAt: knowing('not registered', 'registered (after line 4)') });
    expect(found?.contents).toContain(
      '**State here, one of**\n\n- not registered\n- registered (after line 4)',
    );
  });

  it('says what a registration is when nothing is known', () => {
    expect(subject(source)).toBe('WSK_REGISTRATION g_Registration');
    expect(hoverAt(source)?.contents).not.toContain('State here');
  });

  it('does without the analysis when it fails', () => {
    const failing: StateAt = () => {
      throw new Error('internal');
    };
    expect(subject(source, { stateAt: failing })).toBe('WSK_REGISTRATION g_Registration');
  });

  it('finds one whose type the file does not show by the call, or in a header', () => {
    const hidden = inFunction('return WskRegister(&Npi, &g_Ctx->@Registration);');
    expect(
      hoverAt(hidden, { stateAt: () => ({ place: 'g_Ctx->Registration', states: ['registered'] }) })
        ?.contents,
    ).toContain('**State here** registered');
    expect(subject(hidden)).toBe('WSK_REGISTRATION Registration');
    const elsewhere = 'void F(PCTX Ctx) { Use(&Ctx->@Registration); }';
    expect(hoverAt(elsewhere)).toBeUndefined();
    const header = 'typedef struct _CTX { WSK_REGISTRATION Registration; } CTX, *PCTX;';
    expect(subject(elsewhere, { headers: [header] })).toBe('WSK_REGISTRATION Registration');
  });

  it('finds members, parameters and declarations', () => {
    const member =
      'typedef struct _CTX { WSK_REGISTRATION Reg; } CTX, *PCTX;\nvoid F(PCTX c) { Use(&c->@Reg); }';
    expect(subject(member)).toBe('WSK_REGISTRATION Reg');
    expect(subject('void F(PWSK_REGISTRATION r) { WskDeregister(@r); }')).toBe('WSK_REGISTRATION r');
    expect(subject('static WSK_REGISTRATION @g_Reg;')).toBe('WSK_REGISTRATION g_Reg');
  });
});

describe('bad input', () => {
  const tokens =
    '{ } ( ) ; , . -> :: = & * < > [ ] " \' /* */ // #define #if \n A WskRegister WskSocket Dispatch struct typedef auto class static_cast<A> WSK_CLIENT_NPI WSK_REGISTRATION return 1'.split(
      ' ',
    );

  it.each(['c', 'cpp'] as const)('never throws, whatever the text is (%s)', (language) => {
    const text = fc.array(fc.constantFrom(...tokens), { maxLength: 40 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, (source) => {
        const file = parser.parse(source, language);
        for (let offset = 0; offset <= source.length; offset++) {
          const found = hover({ file, offset, ...nothingAround }, 'plaintext');
          if (found !== undefined) {
            expect(found.span.start).toBeLessThanOrEqual(offset);
            expect(found.span.end).toBeGreaterThanOrEqual(offset);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('ends on types that refer to themselves', () => {
    const loop = 'typedef struct A B; typedef struct B A;\nvoid F(A *a) { auto x = x; a->@WskSend(x); }';
    expect(hoverAt(loop, { language: 'cpp' })).toBeUndefined();
  });

  it('survives a thousand nested members and braces', () => {
    const deep = 'x' + '.a'.repeat(1000);
    expect(subject(inFunction(`${deep}.Dispatch->@WskSocket(c);`))).toBe('NTSTATUS WSKAPI WskSocket(');
    const braces = 'CTX c = ' + '{ .Npi = '.repeat(1000) + '{ .@Dispatch = 0 }' + '}'.repeat(1000) + ';';
    expect(hoverAt(braces)).toBeUndefined();
  });
});
