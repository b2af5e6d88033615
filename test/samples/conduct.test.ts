/** The provider of the tests has to see what a driver does wrong: samples with one mistake each. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { projectRoot } from '../../scripts/places.ts';
import { pattern, tryEcho } from './support/sockets.ts';
import { buildDriver } from './support/toolchain.ts';
import { WineSession } from './support/wine.ts';

interface Mistake {
  readonly name: string;
  readonly sample: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly bug: RegExp;
}

const events = 'tcp-echo-server';
const irps = 'tcp-echo-server-irp';
const mistakes: Mistake[] = [
  {
    name: 'registers twice',
    sample: events,
    file: 'provider.c',
    from: '    status = WskCaptureProviderNPI(',
    to: '    (VOID)!WskRegister(&client, &Registration);\n    status = WskCaptureProviderNPI(',
    bug: /is registered already/,
  },
  {
    name: 'keeps the provider NPI',
    sample: events,
    file: 'provider.c',
    from: '    WskReleaseProviderNPI(&Registration);\n',
    to: '',
    bug: /WskDeregister while the provider NPI is captured/,
  },
  {
    name: 'releases without a capture',
    sample: events,
    file: 'provider.c',
    from: '    WskReleaseProviderNPI(&Registration);\n',
    to: '    WskReleaseProviderNPI(&Registration);\n    WskReleaseProviderNPI(&Registration);\n',
    bug: /WskReleaseProviderNPI without a capture/,
  },
  {
    name: 'leaves a socket',
    sample: events,
    file: 'server.c',
    from: '    ListenerClose();\n    KeWaitForSingleObject(&Listener.Closed, Executive, KernelMode, FALSE, NULL);\n',
    to: '',
    bug: /WskDeregister with 1 sockets open/,
  },
  {
    name: 'closes a socket twice',
    sample: events,
    file: 'server.c',
    from: 'if (InterlockedExchange(&Listener.CloseStarted, TRUE) == FALSE) {',
    to: '(VOID)dispatch->WskCloseSocket(Listener.Socket, IoAllocateIrp(1, FALSE));\n    {',
    bug: /WskCloseSocket on socket .*, which is closed/,
  },
  {
    name: 'gives an IRP without a completion routine',
    sample: events,
    file: 'connection.c',
    from: '            IoSetCompletionRoutine(Connection->SendIrp, ConnectionDisconnected, Connection, TRUE, TRUE, TRUE);\n',
    to: '            IoSetCompletionRoutine(Connection->SendIrp, ConnectionDisconnected, Connection, TRUE, TRUE, FALSE);\n',
    bug: /without a completion routine for success, error and cancel/,
  },
  {
    name: 'lets the I/O manager have its IRP',
    sample: events,
    file: 'syncirp.c',
    from: 'return STATUS_MORE_PROCESSING_REQUIRED;',
    to: 'return STATUS_SUCCESS;',
    bug: /does not return STATUS_MORE_PROCESSING_REQUIRED/,
  },
  {
    name: 'frees an MDL while it is received into',
    sample: irps,
    file: 'connection.c',
    from: '    ConnectionReceive(connection);\n    return STATUS_SUCCESS;',
    to: '    ConnectionReceive(connection);\n    IoFreeMdl(connection->Mdl);\n    connection->Mdl = NULL;\n    return STATUS_SUCCESS;',
    bug: /MDL .* freed while a request uses it/,
  },
  {
    name: 'forgets retained data',
    sample: events,
    file: 'connection.c',
    from: '    (VOID)Connection->Dispatch->WskRelease(Connection->Socket, Retained->List);\n',
    to: '    (VOID)Connection;\n',
    bug: /WskCloseSocket while indications of socket .* are retained/,
  },
  {
    name: 'waits in a callback',
    sample: events,
    file: 'server.c',
    from: '    *AcceptSocketContext = NULL;\n',
    to: '    LARGE_INTEGER soon = {.QuadPart = -1};\n    KeWaitForSingleObject(&Listener.Closed, Executive, KernelMode, FALSE, &soon);\n    *AcceptSocketContext = NULL;\n',
    bug: /waits in a callback/,
  },
  {
    name: 'calls with a spin lock held',
    sample: events,
    file: 'server.c',
    from: '        (VOID)dispatch->WskCloseSocket(Listener.Socket, Listener.CloseIrp);\n',
    to: '        KSPIN_LOCK lock = 0;\n        KIRQL irql;\n        KeAcquireSpinLock(&lock, &irql);\n        (VOID)dispatch->WskCloseSocket(Listener.Socket, Listener.CloseIrp);\n        KeReleaseSpinLock(&lock, irql);\n',
    bug: /is called with a spin lock held/,
  },
  {
    name: 'leaks memory',
    sample: events,
    file: 'settings.c',
    from: '    PoolFree(path.Buffer);\n',
    to: '',
    bug: /pool block .* leaked/,
  },
  {
    name: 'leaks a handle',
    sample: events,
    file: 'settings.c',
    from: '    ZwClose(key);\n',
    to: '',
    bug: /handle .* leaked/,
  },
];

describe('the provider of the tests reports a driver that', () => {
  const kit = inject('kit');
  let session: WineSession;

  beforeAll(() => {
    session = new WineSession(kit);
  });
  afterAll(() => {
    session.stop();
  });

  it.each(mistakes)('$name', async ({ sample, file, from, to, bug }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'wsk-mistake-'));
    try {
      cpSync(path.join(projectRoot, 'samples', sample), folder, { recursive: true });
      const source = readFileSync(path.join(folder, file), 'utf8');
      expect(source.split(from)).toHaveLength(2);
      writeFileSync(
        path.join(folder, file),
        source.replace(from, () => to),
      );
      const name = `${sample}-mistake`;
      buildDriver(name, globSync('*.c', { cwd: folder, absolute: true }), kit);
      await session.load(name, 'Port=47011');
      await tryEcho('127.0.0.1', session.listeningPort() ?? 0, pattern(1000));
      const { bugs } = await session.unload();
      expect(bugs).toContainEqual(expect.stringMatching(bug));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
