import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/base/text.ts';
import {
  type DriverProject,
  loadXmlReader,
  missingLibrary,
  unreadPart,
} from '../../../server/src/project/index.ts';
import { decode } from '../../../server/src/workspace/decode.ts';

const xml = await loadXmlReader();

function project(text: string, sheets: Readonly<Record<string, string>> = {}): DriverProject {
  const others = Object.entries(sheets).map(([name, sheet]) => ({ uri: `file:///src/${name}`, text: sheet }));
  return {
    main: { uri: 'file:///src/drv/drv.vcxproj', text },
    xml,
    target: undefined,
    others,
    namedLibraries: new Set(),
  };
}

/** As Visual Studio writes it: a byte order mark, CRLF, comments, attributes in any order, no line end at the end. */
const real = [
  '\uFEFF<?xml version="1.0" encoding="utf-8"?>',
  '<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003" ToolsVersion=\'12.0\' DefaultTargets="Build">',
  '\t<!-- <Link> is below -->',
  '\t<ItemGroup Label="ProjectConfigurations">',
  '\t\t<ProjectConfiguration Include="Debug|x64"><Configuration>Debug</Configuration><Platform>x64</Platform></ProjectConfiguration>',
  '\t\t<ProjectConfiguration Include="Release|x64"><Configuration>Release</Configuration><Platform>x64</Platform></ProjectConfiguration>',
  '\t</ItemGroup>',
  '\t<Import Project="$(VCTargetsPath)\\Microsoft.Cpp.Default.props" />',
  '\t<PropertyGroup Label="Configuration">',
  '\t\t<ConfigurationType>Driver</ConfigurationType>   ',
  '\t</PropertyGroup>',
  "\t<ItemDefinitionGroup  Condition = \"'$(Configuration)|$(Platform)'=='Debug|x64'\" >",
  '\t\t<Link>',
  '\t\t\t<AdditionalDependencies>',
  '\t\t\t\t$(DDK_LIB_PATH)\\ntoskrnl.lib;',
  '\t\t\t\t%(AdditionalDependencies)',
  '\t\t\t</AdditionalDependencies>',
  '\t\t</Link>',
  '\t</ItemDefinitionGroup>',
  "\t<ItemDefinitionGroup Condition=\"'$(Configuration)|$(Platform)'=='Release|x64'\"><ClCompile/></ItemDefinitionGroup>",
  '\t<Import Project="$(VCTargetsPath)\\Microsoft.Cpp.targets" />',
  '</Project>',
].join('\r\n');

/** The bytes of a file with the library linked, as an editor that keeps the encoding writes them. */
function linked(bytes: Uint8Array): Buffer {
  const decoded = decode(bytes);
  if (decoded.kind !== 'text') throw new Error(decoded.detail);
  const missing = missingLibrary(project(decoded.text), 'netio');
  const fixed = applyEdits(decoded.text, missing?.edits ?? []);
  expect(missingLibrary(project(fixed), 'netio')).toBeUndefined();
  return Buffer.from(`\uFEFF${fixed}`, 'utf8');
}

test('netio.lib is linked in the configurations that lack it, and no other byte changes', () => {
  const bytes = linked(Buffer.from(real, 'utf8')).toString('utf8');
  const expected = real
    .replace(
      '%(AdditionalDependencies)\r\n\t\t\t</',
      '%(AdditionalDependencies);$(DDK_LIB_PATH)\\netio.lib\r\n\t\t\t</',
    )
    .replace(
      '><ClCompile/>',
      '>\r\n\t\t<Link>\r\n\t\t\t<AdditionalDependencies>$(DDK_LIB_PATH)netio.lib;%(AdditionalDependencies)</AdditionalDependencies>\r\n\t\t</Link>\r\n\t<ClCompile/>',
    );
  expect(bytes).toBe(expected);
});

describe('which configurations lack a library', () => {
  const head =
    '<Project><ItemGroup><ProjectConfiguration Include="Debug|x64"/><ProjectConfiguration Include="Release|x64"/></ItemGroup>' +
    '<PropertyGroup><ConfigurationType>Driver</ConfigurationType></PropertyGroup>';
  const link = (list: string, condition = ''): string =>
    `<ItemDefinitionGroup${condition && ` Condition="${condition}"`}><Link><AdditionalDependencies>${list}</AdditionalDependencies></Link></ItemDefinitionGroup>`;
  const where = (body: string, sheets?: Readonly<Record<string, string>>): string | undefined =>
    missingLibrary(project(`${head}${body}</Project>`, sheets), 'netio')?.where;
  const debug = "'$(Configuration)'=='Debug'";
  const none = 'none of the configurations of this project';

  test.each<[string, string, string | undefined]>([
    ['nothing is linked', '', none],
    ['it is linked', link('netio.lib'), undefined],
    ['by a folder', link('C:\\lib\\NetIO.lib'), undefined],
    ['in quotes', link('"$(X)\\netio.lib"'), undefined],
    ['by one that ends alike', link('mynetio.lib'), none],
    ['in one configuration', link('netio.lib', debug), "the configuration 'Release|x64'"],
    ['replaced later', link('netio.lib') + link('x.lib', debug), "the configuration 'Debug|x64'"],
    ['by a wildcard', link('$(DDK_LIB_PATH)*.lib'), undefined],
    [
      'by a property of the project',
      `<PropertyGroup><L>netio.lib</L></PropertyGroup>${link('$(L)')}`,
      undefined,
    ],
    ['by an unknown property', link('$(L)'), undefined],
    ['under an unknown condition', link('netio.lib', "'$(L)'=='1'"), undefined],
    [
      'where the project seems to choose one configuration, as templates do',
      `<PropertyGroup Label="Globals"><Configuration>Debug</Configuration></PropertyGroup>${link('netio.lib', debug)}`,
      "the configuration 'Release|x64'",
    ],
    ['in a choice', '<Choose><When Condition="true"/></Choose>', undefined],
    [
      'in a project that is referenced and not seen',
      '<ItemGroup><ProjectReference Include="..\\l.vcxproj"/></ItemGroup>',
      undefined,
    ],
    ['in a target, which is not run here', '<Target Name="x"><Exec Command="y"/></Target>', none],
  ])('%s', (_, body, expected) => {
    expect(where(body)).toBe(expected);
  });

  test('a sheet of the folder is imported, by whatever name leads there', () => {
    const sheet = `<Project>${link('netio.lib')}</Project>`;
    expect(where('<Import Project="..\\net.props"/>', { 'net.props': sheet })).toBeUndefined();
    expect(where('<Import Project="$(SolutionDir)Net.props"/>', { 'net.props': sheet })).toBeUndefined();
    expect(where('', { 'Directory.Build.props': sheet })).toBeUndefined();
    expect(where('', { 'other.props': sheet })).toBe(none);
  });

  test('sheets that import each other end, and nothing is said', () => {
    const sheet = '<Project><Import Project="net.props"/></Project>';
    expect(where('<Import Project="..\\net.props"/>', { 'net.props': sheet })).toBeUndefined();
  });

  test('properties that double come to nothing', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `<P${i + 1}>$(P${i})$(P${i})</P${i + 1}>`).join('');
    expect(
      where(`<PropertyGroup><P0>ab.lib;</P0>${doubling}</PropertyGroup>${link('$(P60)')}`),
    ).toBeUndefined();
  });
});

test('of a project that is refused, nothing is said but why', () => {
  const hostile = project(`<!DOCTYPE Project [<!ENTITY a "b">]>${real.slice(1)}`);
  expect(missingLibrary(hostile, 'netio')).toBeUndefined();
  expect(unreadPart(hostile)?.reason).toBe('has a document type declaration, which no project needs');
});
