import { alone } from '../../../server/src/analysis/index.ts';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/base/text.ts';
import { declarations, newAnalyser, parse } from '../../support/analyse.ts';

/** Titles of the fixes that the rules draft, and of those that repair. */
function fixesOf(source: string): { drafted: string[]; repairs: string[] } {
  const analyser = newAnalyser();
  const file = parse(declarations + source);
  const findings = analyser.analyse(alone('file:///a.c', file));
  const titles = (fixes: readonly { title: string }[]): string[] => fixes.map(({ title }) => title);
  return {
    drafted: findings.flatMap(({ fixes }) => titles(fixes)),
    repairs: findings.flatMap((finding) =>
      titles(analyser.repairsOf(alone('file:///a.c', file), findings, finding)),
    ),
  };
}

test('a fix that removes its finding and adds none is kept', () => {
  const { drafted, repairs } = fixesOf(`
NTSTATUS Start(void)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status))
        return status;
    if (IoAllocateIrp(1, FALSE) == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return STATUS_SUCCESS;
}
void Stop(void) { WskDeregister(&Reg); }
`);
  expect(repairs).toEqual(['Insert WskDeregister before the return']);
  expect(drafted).toEqual(repairs);
});

test('a clean-up that not every path to the statement bears is dropped', () => {
  const { drafted, repairs } = fixesOf(`
typedef struct _CONTEXT { WSK_REGISTRATION Registration; } CONTEXT;
NTSTATUS Start(PIRP *Irp)
{
    WSK_CLIENT_NPI client = CLIENT;
    CONTEXT *context = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(CONTEXT), 'xtnC');
    NTSTATUS status;

    if (context == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = WskRegister(&client, &context->Registration);
    if (!NT_SUCCESS(status))
        goto Free;
    *Irp = IoAllocateIrp(1, FALSE);
    if (*Irp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Free;
    }
    WskDeregister(&context->Registration);
Free:
    ExFreePool(context);
    return status;
}
`);
  expect(drafted).toContain('Insert WskDeregister before the memory is freed');
  expect(repairs).toEqual([]);
});

test('a release is not moved behind a way out', () => {
  const { drafted, repairs } = fixesOf(`
extern WSK_REGISTRATION Registration;
NTSTATUS FreeList(PADDRINFOEXW List)
{
    WSK_PROVIDER_NPI npi;

    if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, 100, &npi)))
        return STATUS_UNSUCCESSFUL;
    WskReleaseProviderNPI(&Registration);
    if (List == NULL)
        return STATUS_INVALID_PARAMETER;
    npi.Dispatch->WskFreeAddressInfo(npi.Client, List);
    return STATUS_SUCCESS;
}
`);
  expect([drafted, repairs]).toEqual([[], []]);
});

test('where a failed capture reaches the same exit, the release goes in front of the jump', () => {
  const { repairs } = fixesOf(`
NTSTATUS Start(PDRIVER_OBJECT Driver)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Reg, 1000, &Npi);
    if (!NT_SUCCESS(status))
        goto Fail;
    status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, NULL);
    if (!NT_SUCCESS(status))
        goto Fail;
    return STATUS_SUCCESS;
Fail:
    return status;
}
`);
  expect(repairs).toEqual(['Insert the release and WskDeregister before the goto']);
});

test.each([
  ['the time-out', '#define TAKE() WskCaptureProviderNPI(&Reg, 1000, &Npi)', 'status = TAKE();'],
  [
    'the whole statement',
    '#define TAKE() status = WskCaptureProviderNPI(&Reg, 1000, &Npi); Count++',
    'TAKE();',
  ],
])('no fix edits what a macro hides: %s', (_what, define, statement) => {
  const { drafted } = fixesOf(`
${define}
static ULONG Count;
NTSTATUS Locked(PKSPIN_LOCK Lock)
{
    KIRQL irql;
    NTSTATUS status;
    KeAcquireSpinLock(Lock, &irql);
    ${statement}
    KeReleaseSpinLock(Lock, irql);
    if (NT_SUCCESS(status))
        WskReleaseProviderNPI(&Reg);
    return status;
}
`);
  expect(drafted).toEqual([]);
});

test('a dispatch table inside a macro is not rewritten', () => {
  expect(
    fixesOf('#define TABLE(event) { 1, 0, event }\nstatic const WSK_CLIENT_DISPATCH T = TABLE(NULL);')
      .drafted,
  ).toEqual([]);
});

test('what a helper does with the variable of its caller is not repaired in the helper', () => {
  expect(
    fixesOf(`
static NTSTATUS Register(PWSK_CLIENT_NPI Client) { return WskRegister(Client, &Reg); }
NTSTATUS Start(void)
{
    WSK_CLIENT_NPI client;
    client.Dispatch = &Table;
    return Register(&client);
}
`).drafted,
  ).toEqual([]);
});

test('a table with a callback parameter, or declared beside another variable, is not made static', () => {
  const start = (declaration: string): string => `
NTSTATUS Start(PFN_WSK_CLIENT_EVENT Event)
{
    ${declaration}
    WSK_CLIENT_NPI client = { NULL, &table };
    return WskRegister(&client, &Reg);
}
`;
  const one = 'WSK_CLIENT_DISPATCH table = { MAKE_WSK_VERSION(1, 0), 0, NULL }';
  expect(fixesOf(start(`${one};`)).repairs).toEqual(["Make 'table' static"]);
  expect(fixesOf(start(`${one}, other;`)).drafted).toEqual([]);
  expect(fixesOf(start(`${one.replace('NULL', 'Event')};`)).drafted).toEqual([]);
});

test('a fallback is offered only where no fix before it repairs', () => {
  const start = (leave: string): string => `
NTSTATUS Start(void)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status))
        goto Exit;
    status = WskCaptureProviderNPI(&Reg, 1000, &Npi);
    if (!NT_SUCCESS(status))
        ${leave}
    return STATUS_SUCCESS;
Undo:
    WskDeregister(&Reg);
Exit:
    return status;
}
void Stop(void) { WskReleaseProviderNPI(&Reg); WskDeregister(&Reg); }
`;
  const { drafted, repairs } = fixesOf(start('return status;'));
  expect(drafted).toEqual(['Leave by goto Undo', 'Insert WskDeregister before the return']);
  expect(repairs).toEqual(['Leave by goto Undo']);
  expect(fixesOf(start('goto Exit;')).repairs).toEqual(['Leave by goto Undo']);
});

test('a step that returns does not go to a label that undoes what the step itself failed to do', () => {
  const { repairs } = fixesOf(`
NTSTATUS Open(void);
NTSTATUS Run(void);
void Close(void);
NTSTATUS Start(void)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status))
        return status;
    status = Open();
    if (!NT_SUCCESS(status))
        return status;
    status = Run();
    if (!NT_SUCCESS(status))
        goto CloseIt;
    return STATUS_SUCCESS;
CloseIt:
    Close();
    WskDeregister(&Reg);
    return status;
}
void Stop(void) { WskDeregister(&Reg); }
`);
  expect(repairs).toEqual(['Insert WskDeregister before the return']);
});

test('what is behind the clean-up code does not jump back to it', () => {
  const { drafted } = fixesOf(`
NTSTATUS Start(void)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status))
        goto Fail;
    status = WskCaptureProviderNPI(&Reg, 1000, &Npi);
    if (NT_SUCCESS(status))
        return status;
Fail:
    DbgPrint("%x", status);
    return status;
}
void Stop(void) { WskReleaseProviderNPI(&Reg); WskDeregister(&Reg); }
`);
  expect(drafted).not.toContain('Leave by goto Fail');
});

test('a clean-up block that leaves the function is not moved in front of WskDeregister', () => {
  const { drafted } = fixesOf(`
NTSTATUS Stop(PVOID Buffer)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Reg, 1000, &Npi);
    if (NT_SUCCESS(status))
        WskDeregister(&Reg);
    if (Buffer == NULL) {
        WskReleaseProviderNPI(&Reg);
        return STATUS_NO_MEMORY;
    }
    return status;
}
`);
  expect(drafted).not.toContain('Release the provider NPI before WskDeregister');
});

test('clean-up in front of a return that shares its line stays on the line', () => {
  const source = `${declarations}
NTSTATUS Start(PIRP Irp)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status)) { return status; }
    if (Irp == NULL) { return STATUS_INVALID_PARAMETER; }
    return STATUS_SUCCESS;
}
void Stop(void) { WskDeregister(&Reg); }
`;
  const sources = alone('file:///a.c', parse(source));
  const [finding] = newAnalyser().analyse(sources);
  const edits = finding?.fixes.at(0)?.edits ?? [];
  expect(applyEdits(source, edits)).toContain(
    '    if (Irp == NULL) { WskDeregister(&Reg); return STATUS_INVALID_PARAMETER; }\n',
  );
});
