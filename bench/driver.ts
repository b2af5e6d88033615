import { createAnalyser, type Source, type Sources } from '../server/src/analysis/index.ts';
import { Parser } from '../server/src/syntax/index.ts';
import { nodeWasm } from '../server/src/syntax/wasm.node.ts';
import { keystrokes } from './keystrokes.ts';
import { type Row, time } from './measure.ts';

const folder = 'file:///driver/';
const count = 39;

/** A driver of 40 files: an edit in one of them, and how much of the driver is analysed again for it. */
export async function measureDriver(): Promise<readonly Row[]> {
  const parser = await Parser.create(nodeWasm(import.meta.dirname));
  const analyser = createAnalyser(parser);
  const files = [...Array(count).keys()].map((index) => source(parser, `part${index}.c`, part(index)));
  const edited = files[0];
  if (edited === undefined) throw new Error('the driver has files');
  let sources: Sources = { id: folder, files: [...files, source(parser, 'main.c', main())], isWhole: true };
  const cold = await time({
    what: 'driver of 40 files: cold analysis',
    iterations: 10,
    run: () => createAnalyser(parser).analyse(sources),
  });
  analyser.analyse(sources);
  const typing = keystrokes(edited.file.text);
  let { file } = edited;
  let simulated = 0;
  let analyses = 0;
  const keystroke = await time({
    what: 'driver of 40 files: keystroke to findings',
    target: '10 ms; 25 ms',
    iterations: 200,
    run: () => {
      file = parser.update(file, typing.next().value.text);
      sources = { ...sources, files: [{ ...edited, file }, ...sources.files.slice(1)] };
      analyser.analyse(sources);
      simulated += analyser.work(folder).simulated;
      analyses++;
    },
  });
  const { roots } = analyser.work(folder);
  parser.dispose();
  return [
    cold,
    keystroke,
    { what: `functions analysed again for a keystroke, of ${roots}`, unit: '', median: simulated / analyses },
  ];
}

function source(parser: Parser, name: string, text: string): Source {
  return { uri: folder + name, file: parser.parse(text, 'c'), includes: [] };
}

/** Work in threads of their own, through the registration that the driver makes at its start. */
function part(index: number): string {
  return `#include "net.h"
static NTSTATUS Look${index}(WSK_PROVIDER_NPI *Npi)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, 0, 0, NULL, 0, NULL, NULL, NULL);
}
_Function_class_(KSTART_ROUTINE) VOID Worker${index}(PVOID Context)
{
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Npi);
    if (NT_SUCCESS(Status)) {
        Status = Look${index}(&Npi);
        WskReleaseProviderNPI(&Registration);
    }
    PsTerminateSystemThread(Status);
}
`;
}

function main(): string {
  const threads = [...Array(count).keys()].map((index) => `    StartThread(Worker${index});\n`);
  return `#include "net.h"
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
WSK_REGISTRATION Registration;
VOID Unload(PDRIVER_OBJECT DriverObject)
{
    StopThreads();
    WskDeregister(&Registration);
}
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI Client = { NULL, &ClientDispatch };
    NTSTATUS Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
${threads.join('')}    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
`;
}
