import { describe, expect, it } from 'vitest';
import type { CallHierarchyItem } from 'vscode-languageserver-types';
import { CallHierarchy } from '../../../server/src/features/callHierarchy.ts';
import { MarkedDriver } from '../../support/linkedDriver.ts';

const files = {
  'tables.c': `#include "d.h"
const WSK_CLIENT_LISTEN_DISPATCH g_Listen = { .WskAcceptEvent = OnAccept };
NTSTATUS Open(PCTX Ctx)
{
    return Ctx->Npi.Dispatch->WskSocket(Ctx->Npi.Client, AF_INET, SOCK_STREAM, 0, 0, Ctx, &g_Listen, 0, 0, 0, 0);
}
`,
  'callbacks.c': `#include "d.h"
NTSTATUS WSKAPI OnAccept(PVOID Context, PWSK_SOCKET Socket)
{
    SEND(Socket, 0);
    SEND(Socket, 1);
    Helper(Context);
    WskDeregister(Context);
    return STATUS_SUCCESS;
}
VOID Replay(PVOID Context)
{
    OnAccept(Context, NULL);
}
VOID Helper(PVOID Context)
{
}
VOID Pointer(PFN_WSK_CLOSE_SOCKET Close, PWSK_SOCKET Socket)
{
    Close(Socket, NULL);
}
`,
  'd.h': `#define SEND(s, b) ((PWSK_PROVIDER_CONNECTION_DISPATCH)(s)->Dispatch)->WskSend(s, b, 0, NULL)
NTSTATUS WSKAPI OnAccept(PVOID Context, PWSK_SOCKET Socket);
VOID Helper(PVOID Context);
`,
};

class Asked {
  readonly #driver: MarkedDriver;
  readonly #hierarchy: CallHierarchy;

  /** @param mark the word in a file that the hierarchy is asked for */
  constructor(
    name: keyof typeof files,
    readonly mark: string,
    replaced: Readonly<Record<string, string>> = {},
  ) {
    const texts: Record<string, string> = { ...files, ...replaced };
    this.#driver = new MarkedDriver({ ...texts, [name]: (texts[name] ?? '').replace(mark, `@${mark}`) });
    this.#hierarchy = new CallHierarchy(this.#driver.linked, this.#driver.uri);
  }

  get item(): CallHierarchyItem | undefined {
    return this.#hierarchy.at(this.#driver.offset);
  }

  incoming(item = this.item): string[] {
    return (item === undefined ? [] : this.#hierarchy.incoming(item)).map(
      ({ from, fromRanges }) =>
        `${this.show(from)} <- ${fromRanges.map((range) => this.#driver.show(from.uri, range)).join(' | ')}`,
    );
  }

  outgoing(item = this.item): string[] {
    const { uri } = item ?? { uri: '' };
    return (item === undefined ? [] : this.#hierarchy.outgoing(item)).map(
      ({ to, fromRanges }) =>
        `${this.show(to)} -> ${fromRanges.map((range) => this.#driver.show(uri, range)).join(' | ')}`,
    );
  }

  callers(): readonly CallHierarchyItem[] {
    return this.item === undefined ? [] : this.#hierarchy.incoming(this.item).map(({ from }) => from);
  }

  show({ name, detail, uri, selectionRange }: CallHierarchyItem): string {
    const details = detail === undefined ? '' : ` (${detail})`;
    return `${name}${details} ${this.#driver.show(uri, selectionRange)}`;
  }
}

describe('a callback', () => {
  const asked = new Asked('callbacks.c', 'OnAccept');

  it('is called by WSK through its table, and by the driver', () => {
    expect(asked.item).toMatchObject({ name: 'OnAccept', detail: 'WskAcceptEvent' });
    expect(asked.incoming()).toEqual([
      'WskAcceptEvent (called by WSK through g_Listen) tables.c:2 OnAccept <- tables.c:2 OnAccept',
      'Replay callbacks.c:10 Replay <- callbacks.c:12 OnAccept(Context, NULL)',
    ]);
  });

  it('calls WSK, also by macros, and functions of the driver', () => {
    expect(asked.outgoing()).toEqual([
      'WskSend (wsk.h) callbacks.c:4 SEND(Socket, 0) -> callbacks.c:4 SEND(Socket, 0) | callbacks.c:5 SEND(Socket, 1)',
      'Helper callbacks.c:14 Helper -> callbacks.c:6 Helper(Context)',
      'WskDeregister (wsk.h) callbacks.c:7 WskDeregister(Context) -> callbacks.c:7 WskDeregister(Context)',
    ]);
  });

  it('leads on to who hands the table to WSK, and back', () => {
    const [entry] = asked.callers();
    expect(entry).toBeDefined();
    expect(asked.incoming(entry)).toEqual([
      expect.stringMatching(/^Open tables\.c:3 Open <- tables\.c:5 Ctx->Npi\.Dispatch->WskSocket\(.*\)$/),
    ]);
    expect(asked.outgoing(entry)).toEqual([
      'OnAccept (WskAcceptEvent) callbacks.c:2 OnAccept -> tables.c:2 OnAccept',
    ]);
  });

  it.each([
    ['its entry', 'tables.c', 'OnAccept'],
    ['the member of its entry', 'tables.c', 'WskAcceptEvent'],
    ['its prototype', 'd.h', 'OnAccept'],
    ['a call', 'callbacks.c', 'OnAccept(Context, NULL)'],
  ] as const)('is found from %s', (_what, file, mark) => {
    expect(new Asked(file, mark).item).toMatchObject({ name: 'OnAccept' });
  });
});

describe('a function of WSK', () => {
  it('is called by the functions of the driver', () => {
    const asked = new Asked('tables.c', 'WskSocket');
    expect(asked.item && asked.show(asked.item)).toBe('WskSocket (wsk.h) tables.c:5 WskSocket');
    expect(asked.incoming()).toEqual([
      expect.stringMatching(/^Open tables\.c:3 Open <- tables\.c:5 Ctx->Npi\.Dispatch->WskSocket\(.*\)$/),
    ]);
    expect(asked.outgoing()).toEqual([]);
  });

  it('is called through a variable', () => {
    const asked = new Asked('callbacks.c', 'Pointer');
    expect(asked.outgoing()).toEqual([
      'WskCloseSocket (wsk.h) callbacks.c:19 Close(Socket, NULL) -> callbacks.c:19 Close(Socket, NULL)',
    ]);
  });
});

describe('C++', () => {
  const source = `class S { public: static NTSTATUS OnAccept(void*); void Use(); };
NTSTATUS S::OnAccept(void* c) { static_cast<S*>(c)->Use(); return 0; }
void S::Use() { auto f = [&] { WskDeregister(0); }; f(); }
WSK_CLIENT_LISTEN_DISPATCH d{ &S::OnAccept };
`;

  it('knows methods, and what lambdas call', () => {
    const asked = new Asked('tables.c', 'OnAccept(void* c)', {
      'tables.c': '',
      'a.cpp': source.replace('OnAccept(void* c)', '@OnAccept(void* c)'),
    });
    expect(asked.item).toMatchObject({ name: 'S::OnAccept', kind: 6 });
    expect(asked.incoming()[0]).toBe(
      'WskAcceptEvent (called by WSK through d) a.cpp:4 OnAccept <- a.cpp:4 OnAccept',
    );
    expect(asked.outgoing()).toEqual(['S::Use a.cpp:3 Use -> a.cpp:2 static_cast<S*>(c)->Use()']);
    const use = new Asked('tables.c', 'Use', {
      'tables.c': '',
      'a.cpp': source.replace('S::Use', 'S::@Use'),
    });
    expect(use.outgoing()).toEqual([
      'WskDeregister (wsk.h) a.cpp:3 WskDeregister(0) -> a.cpp:3 WskDeregister(0)',
    ]);
  });
});

it.each([
  ['a function that has nothing to do with WSK', 'callbacks.c', 'Helper(PVOID Context)'],
  ['a variable', 'callbacks.c', 'Context, NULL'],
  ['a type', 'callbacks.c', 'PWSK_SOCKET'],
] as const)('%s is left to others', (_what, file, mark) => {
  expect(new Asked(file, mark).item).toBeUndefined();
});

it('knows an item again whose file has changed, and not one that has gone', () => {
  const { item } = new Asked('callbacks.c', 'OnAccept');
  const moved = new Asked('callbacks.c', 'OnAccept', { 'callbacks.c': `\n\n${files['callbacks.c']}` });
  expect(moved.outgoing(item)).toHaveLength(3);
  const gone = new Asked('tables.c', 'Open', { 'callbacks.c': '' });
  expect(gone.outgoing(item)).toEqual([]);
  expect(item && gone.incoming({ ...item, data: 'other' })).toEqual([]);
});
