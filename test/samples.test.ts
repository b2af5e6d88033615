import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../scripts/places.ts';

const samples = path.join(projectRoot, 'samples');

interface Report {
  readonly findings: readonly { rule: string; function: string }[];
  readonly status: number | null;
}

function lint(sample: string): Report {
  const args = [path.join('dist', 'wsk-lint.cjs'), '--format', 'json', path.join('samples', sample)];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8' });
  return { ...(JSON.parse(stdout) as Pick<Report, 'findings'>), status };
}

it('wsk-lint finds the five bugs that samples/demo/README.md names', () => {
  const { findings, status } = lint('demo');
  expect(findings.map(({ rule, function: where }) => `${where}: ${rule}`)).toEqual([
    'HeartbeatRegister: client-dispatch-version',
    'HeartbeatRegister: client-dispatch-lifetime',
    'DriverEntry: infinite-wait-in-driver-entry',
    'DriverEntry: registration-leak',
    'DriverEntry: deregister-before-release',
  ]);
  expect(status).toBe(1);
});

const drivers = globSync('*/*.vcxproj', { cwd: samples })
  .map((file) => path.dirname(file))
  .sort();

it('there are six sample drivers', () => {
  expect(drivers).toEqual([
    'http-get',
    'kmdf-echo',
    'tcp-client',
    'tcp-echo-server',
    'tcp-echo-server-irp',
    'udp-echo',
  ]);
});

describe.each(drivers)('samples/%s', (sample) => {
  const folder = path.join(samples, sample);
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const kmdf = sample.startsWith('kmdf');
  /** `TcpEchoServer` of `tcp-echo-server`. */
  const identifier = sample.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase());
  const sources = globSync('*.c', { cwd: folder }).sort();
  const headers = globSync('*.h', { cwd: folder }).sort();

  it('has no findings', () => {
    expect(lint(sample)).toMatchObject({ findings: [], status: 0 });
  });

  it('is complete', () => {
    const files = [
      'README.md',
      'CMakeLists.txt',
      'driver.c',
      'peer/peer.c',
      `${sample}.inx`,
      `${sample}.sln`,
    ];
    const settings = ['.vscode/tasks.json', '.vscode/c_cpp_properties.json', '.vscode/extensions.json'];
    const all = [...files, ...settings, '.github/workflows/lint.yml'];
    expect(all.filter((file) => !existsSync(path.join(folder, file)))).toEqual([]);
    expect(read('.github/workflows/lint.yml')).toContain('wsk-lint.cjs');
    expect(read('.vscode/extensions.json')).toContain('wsk-driver-tools.wsk-driver-tools');
    expect(read('driver.h')).toMatch(/#define DRIVER_TAG '[!-~]{4}'/);
  });

  it('has a project for Visual Studio that builds it as the WDK wants it', () => {
    const project = parseXml(read(`${sample}.vcxproj`));
    const texts = (name: string) =>
      project.filter((element) => element.name === name).map(({ text }) => text);
    const included = (name: string) =>
      project
        .filter((element) => element.name === name)
        .flatMap(({ attributes }) => attributes.get('Include') ?? []);
    expect(included('ProjectConfiguration')).toEqual([
      'Debug|x64',
      'Debug|ARM64',
      'Release|x64',
      'Release|ARM64',
    ]);
    expect(included('ClCompile').sort()).toEqual(sources);
    expect(included('ClInclude').sort()).toEqual(headers);
    expect(included('Inf')).toEqual([`${sample}.inx`]);
    expect(texts('PlatformToolset')).toEqual(['WindowsKernelModeDriver10.0']);
    expect(texts('ConfigurationType')).toEqual(['Driver']);
    expect(texts('DriverType')).toEqual([kmdf ? 'KMDF' : 'WDM']);
    expect(texts('WarningLevel')).toEqual(['Level4']);
    expect(texts('TreatWarningAsError')).toEqual(['true']);
    expect(texts('LanguageStandard_C')).toEqual(['stdc17']);
    // The identifier is defined there.
    const ofIdentifier = sources.some((file) => read(file).includes('NPI_WSK_INTERFACE_ID'))
      ? 'uuid.lib;'
      : '';
    expect(texts('AdditionalDependencies')).toEqual([`netio.lib;${ofIdentifier}%(AdditionalDependencies)`]);
    expect(texts('PreprocessorDefinitions')[0]).toMatch(/^POOL_NX_OPTIN=1;/);
    expect(texts('RootNamespace')).toEqual([identifier]);

    const guid = texts('ProjectGuid')[0] ?? '';
    const solution = read(`${sample}.sln`);
    expect(solution).toContain(`= "${sample}", "${sample}.vcxproj", "${guid}"`);
    for (const configuration of included('ProjectConfiguration')) {
      expect(solution).toContain(`${guid}.${configuration}.Build.0 = ${configuration}`);
    }
  });

  it('has an INF that installs this driver and no other', () => {
    const inf = read(`${sample}.inx`);
    expect(inf).toContain(`AddService = ${identifier}, , ${identifier}.Service`);
    expect(inf).toContain(`ServiceBinary = %13%\\${sample}.sys`);
    expect(inf).toContain(`CatalogFile = ${sample}.cat`);
    expect(/^KmdfService = /m.test(inf)).toBe(kmdf);
  });

  it('has a CMakeLists.txt with the same sources', () => {
    const cmake = read('CMakeLists.txt');
    expect(cmake).toContain(`project(${sample} C)`);
    expect(/set\(SOURCES\s+([^)]*)\)/.exec(cmake)?.[1]?.split(/\s+/)).toEqual(sources);
    expect(cmake).toContain('WDK::NETIO');
  });
});

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
}

/** The elements of a document in their order; throws where it is not well-formed. Knows what MSBuild files have. */
function parseXml(source: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const body = source.replace(/^<\?xml [^?]*\?>\s*/, '');
  const token =
    /<!--(?:(?!--)[^])*-->|<\/([\w.]+)\s*>|<([\w.]+)((?:\s+[\w:.]+="[^"<&]*")*)\s*(\/?)>|[^<&]+|&(?:amp|lt|gt|quot|apos);/y;
  let at = 0;
  while (at < body.length) {
    token.lastIndex = at;
    const match = token.exec(body);
    if (match === null) throw new Error(`not well-formed at ${JSON.stringify(body.slice(at, at + 40))}`);
    const [text, closed, name, attributes = '', empty] = match;
    at += text.length;
    if (closed !== undefined) {
      const last = open.pop();
      if (last?.name !== closed) throw new Error(`</${closed}> ends <${last?.name ?? ''}>`);
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/([\w:.]+)="([^"]*)"/g)];
      const element = {
        name,
        attributes: new Map(pairs.map(([, key = '', value = '']) => [key, value])),
        text: '',
      };
      elements.push(element);
      if (empty === '') open.push(element);
    } else if (!text.startsWith('<!--')) {
      const inner = open.at(-1);
      if (inner !== undefined) inner.text += text;
      else if (text.trim() !== '') throw new Error(`text outside of the document: ${text}`);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name ?? ''}> does not end`);
  return elements;
}
