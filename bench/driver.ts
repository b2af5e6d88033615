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

/** A registration of its own, started and stopped from elsewhere, and a routine that uses it. */
function part(index: number): string {
  return `#include <wsk.h>
static const WSK_CLIENT_DISPATCH Dispatch${index} = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration${index};
NTSTATUS Start${index}(VOID)
{
    WSK_CLIENT_NPI Npi = { NULL, &Dispatch${index} };
    return WskRegister(&Npi, &Registration${index});
}
VOID Stop${index}(VOID)
{
    WskDeregister(&Registration${index});
}
_Function_class_(KSTART_ROUTINE) VOID Worker${index}(PVOID Context)
{
    WSK_PROVIDER_NPI Npi;
    NTSTATUS Status = WskCaptureProviderNPI(&Registration${index}, WSK_INFINITE_WAIT, &Npi);
    if (NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&Registration${index});
    }
}
`;
}

function main(): string {
  const indices = [...Array(count).keys()];
  const start = indices.map(
    (index) => `    Status = Start${index}();
    if (!NT_SUCCESS(Status)) {
${indices
  .slice(0, index)
  .map((started) => `        Stop${started}();\n`)
  .join('')}        return Status;
    }
`,
  );
  return `VOID Unload(PDRIVER_OBJECT DriverObject)
{
${indices.map((index) => `    Stop${index}();\n`).join('')}}
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS Status;
${start.join('')}    DriverObject->DriverUnload = Unload;
    return Status;
}
`;
}
