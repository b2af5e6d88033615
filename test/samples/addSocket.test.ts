/** What "WSK: Add Socket to This Driver…" puts into a driver: built, loaded, and each of its calls made to fail. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyEdits } from '../../server/src/base/text.ts';
import { addSocket } from '../../server/src/features/addSocket/addSocket.ts';
import type { SocketKind } from '../../server/src/features/addSocket/code.ts';
import { parse } from '../support/analyse.ts';
import { failEachCall } from './support/faults.ts';
import { buildDriver } from './support/toolchain.ts';
import { WineSession } from './support/wine.ts';

const driver = `#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD MyUnload;

_Use_decl_annotations_
static VOID NTAPI MyUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

_Use_decl_annotations_
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = MyUnload;
    return STATUS_SUCCESS;
}
`;

const folder = mkdtempSync(path.join(tmpdir(), 'wsk-added-'));
let session: WineSession;
beforeAll(() => {
  session = new WineSession(inject('kit'));
});
afterAll(() => {
  session.stop();
  rmSync(folder, { recursive: true, force: true });
});

function add(text: string, kind: SocketKind): string {
  const outcome = addSocket(parse(text), kind);
  if ('reason' in outcome) throw new Error(outcome.reason);
  return applyEdits(text, outcome.edits);
}

describe.each<SocketKind>(['client', 'listener', 'datagram'])('a driver with a %s', (kind) => {
  it('builds, and survives each single failure of each call that it makes', async () => {
    const name = `added-${kind}`;
    const source = path.join(folder, `${name}.c`);
    writeFileSync(source, add(driver, kind));
    buildDriver(name, [source], inject('kit'));
    const outcomes = await failEachCall(session, {
      sample: name,
      parameters: '',
      talk: () => Promise.resolve(),
      mayHang: [],
    });
    expect(outcomes.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(kind === 'client' ? 1 : 5);
  });
});
