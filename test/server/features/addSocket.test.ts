import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text.ts';
import { addSocket } from '../../../server/src/features/addSocket/addSocket.ts';
import type { SocketKind } from '../../../server/src/features/addSocket/code.ts';
import { analyseDriver } from '../../support/analyseDriver.ts';
import { parse } from '../../support/analyse.ts';

const kinds: readonly SocketKind[] = ['client', 'listener', 'datagram'];

const wdm = `/* A driver. */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD MyUnload;
static PDEVICE_OBJECT Device;

/* Ends it. */
_Use_decl_annotations_
static VOID MyUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteDevice(Device);
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = MyUnload;
    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return STATUS_SUCCESS;
}
`;

function added(source: string, kind: SocketKind): string {
  const outcome = addSocket(parse(source), kind);
  if ('reason' in outcome) throw new Error(outcome.reason);
  return applyEdits(source, outcome.edits);
}

function reasonOf(source: string): string {
  const outcome = addSocket(parse(source), 'client');
  return 'reason' in outcome ? outcome.reason : 'added';
}

describe('a socket that is added to a driver', () => {
  it.each(kinds)('%s: leaves a driver that parses and in which nothing is found', (kind) => {
    const result = added(wdm, kind);
    expect(parse(result).errorCount()).toBe(parse(wdm).errorCount());
    const findings = analyseDriver(new Map([['driver.c', result]])).get('driver.c') ?? [];
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it.each(kinds)('%s: would be found without its stop', (kind) => {
    const result = added(wdm, kind).replace('    NetStop();\n', '');
    const findings = analyseDriver(new Map([['driver.c', result]])).get('driver.c') ?? [];
    expect(findings.map(({ rule }) => rule)).toContain('registration-never-deregistered');
  });

  it('is started last and stopped first', () => {
    const result = added(wdm, 'client');
    expect(result).toContain('    (VOID)NetStart();\n    return STATUS_SUCCESS;\n}\n');
    expect(result).toContain('    UNREFERENCED_PARAMETER(DriverObject);\n    NetStop();\n    IoDeleteDevice');
    expect(result).toContain('#include <ntddk.h>\n#include <wsk.h>\n\n/* Winsock Kernel');
    expect(result).toContain('}\n\nDRIVER_INITIALIZE DriverEntry;');
  });

  it('is started only where DriverEntry returns a status that is a success', () => {
    expect(added(wdm.replace('return STATUS_SUCCESS', 'return status'), 'client')).toContain(
      '    if (NT_SUCCESS(status)) {\n        (VOID)NetStart();\n    }\n    return status;\n',
    );
  });

  it('gets names that are free, so that a second one can be added', () => {
    const twice = added(added(wdm, 'listener'), 'datagram');
    expect(twice.match(/#include <wsk\.h>/g)).toHaveLength(1);
    expect(twice).toContain('    (VOID)NetStart();\n    (VOID)Net2Start();\n');
    const findings = analyseDriver(new Map([['driver.c', twice]])).get('driver.c') ?? [];
    expect(findings.map(({ message }) => message)).toEqual([]);
  });

  it('has the line endings of the file', () => {
    const result = added(wdm.replaceAll('\n', '\r\n'), 'listener');
    expect(result.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('goes to the unload routine of the framework as well', () => {
    const kmdf = wdm
      .replace('DriverObject->DriverUnload = MyUnload', 'config.EvtDriverUnload = MyUnload')
      .replace('    IoDeleteDevice(Device);\n', '');
    expect(added(kmdf, 'client')).toContain('    UNREFERENCED_PARAMETER(DriverObject);\n    NetStop();\n}\n');
  });

  it.each([
    ['int x;', /no DriverEntry/],
    [wdm.replace('DriverObject->DriverUnload = MyUnload;', ''), /sets no unload routine/],
    [wdm.replace('= MyUnload;', '= OtherUnload;'), /OtherUnload is not in this file/],
    [wdm.replace('return STATUS_SUCCESS;', 'return Finish(status);'), /does not end with/],
    [wdm.replace('return STATUS_SUCCESS;', 'return STATUS_UNSUCCESSFUL;'), /does not end with/],
    [wdm.replace('#include <ntddk.h>', ''), /No #include/],
    [wdm.replace('if (!NT_SUCCESS(status)) {', 'if (!NT_SUCCESS(status) {'), /not understood/],
  ])('is refused with a reason (%#)', (source, reason) => {
    expect(reasonOf(source)).toMatch(reason);
  });
});
