import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMsBuild } from '../../../server/src/project/index.ts';

const compile = (attributes: string, body?: string): string =>
  `<Project><ItemGroup><ClCompile ${attributes}${body === undefined ? ' />' : `>${body}</ClCompile>`}</ItemGroup></Project>`;

describe('the sources of a project', () => {
  test.each<[string, string, readonly string[]]>([
    ['names with backslashes', compile('Include="..\\lib\\a.c"'), ['../lib/a.c']],
    ['single quotes and blanks', compile(`Include = 'a.c'`), ['a.c']],
    ['an attribute on a line of its own', compile('\n  Include="a.c"\n'), ['a.c']],
    ['another attribute in front', compile(`Condition="'$(A)'=='x'" Include="a.c"`), ['a.c']],
    ['a condition with an angle bracket', compile(`Condition="$(V) > 14" Include="a.c"`), ['a.c']],
    ['a list', compile('Include="a.c; b.c ;"'), ['a.c', 'b.c']],
    ['a wildcard', compile('Include="net\\**\\*.c"'), ['net/**/*.c']],
    ['a property', compile('Include="$(ProjectDir)a.c"'), ['$(ProjectDir)a.c']],
    ['an entity, which is no end of a name', compile('Include="R&amp;D\\a.c;b.c"'), ['R&D/a.c', 'b.c']],
    ['an entity that is not known', compile('Include="&constructor;.c"'), ['&constructor', '.c']],
    ['an escaped character', compile('Include="net %28x64%29\\a%3Bb.c"'), ['net (x64)/a;b.c']],
    ['settings of its own', compile('Include="a.c"', '<Optimization>Disabled</Optimization>'), ['a.c']],
    ['an exclusion', compile('Include="a.c"', '<ExcludedFromBuild>true</ExcludedFromBuild>'), []],
    [
      'an exclusion that is none',
      compile('Include="a.c"', '<ExcludedFromBuild>false</ExcludedFromBuild>'),
      ['a.c'],
    ],
    [
      'an exclusion from some configurations',
      compile('Include="a.c"', `<ExcludedFromBuild Condition="'$(C)'=='x'">true</ExcludedFromBuild>`),
      ['a.c'],
    ],
    ['a comment', `<!-- ${compile('Include="a.c"')} -->${compile('Include="b.c"')}`, ['b.c']],
    ['a comment of several lines', `<!--\n${compile('Include="a.c"')}\n-->`, []],
    ['settings of all files', '<ClCompile><Include>a.c</Include></ClCompile>', []],
    ['other elements', '<ClInclude Include="a.h" /><None Include="a.c" /><ClCompiled Include="b.c" />', []],
    ['a tag without an end', '<ClCompile Include="a.c"', []],
    ['an element without an end', '<ClCompile Include="a.c">', ['a.c']],
    ['no text', '', []],
  ])('%s', (_, text, sources) => {
    expect(readMsBuild(text).sources).toEqual(sources);
  });

  test('an exclusion is one of its own element', () => {
    const text =
      compile('Include="a.c"') + compile('Include="b.c"', '<ExcludedFromBuild>true</ExcludedFromBuild>');
    expect(readMsBuild(text).sources).toEqual(['a.c']);
  });
});

describe('a project', () => {
  test('has a type', () => {
    const text = (type: string): string => `<PropertyGroup>${type}</PropertyGroup>`;
    expect(readMsBuild(text('<ConfigurationType>Driver</ConfigurationType>')).type).toBe('Driver');
    expect(
      readMsBuild(text(`<ConfigurationType Condition="'$(P)'=='x64'"> StaticLibrary </ConfigurationType>`))
        .type,
    ).toBe('StaticLibrary');
    expect(readMsBuild(text('<!--<ConfigurationType>Driver</ConfigurationType>-->')).type).toBeUndefined();
  });

  test('refers to projects and shared items, not to what else it imports', () => {
    const text =
      '<Import Project="$(VCTargetsPath)\\Microsoft.Cpp.props" />' +
      '<Import Project="..\\shared\\Shared.VCXITEMS" Label="Shared" />' +
      '<ProjectReference Include="..\\lib\\lib.vcxproj"><Project>{1}</Project></ProjectReference>';
    expect(readMsBuild(text).references).toEqual(['../lib/lib.vcxproj', '../shared/Shared.VCXITEMS']);
  });

  test('links libraries by name, and may have another name than its file', () => {
    const text =
      '<AdditionalDependencies>%(AdditionalDependencies);$(DDK)\\Netio.lib;net.LIB; b.lib </AdditionalDependencies>' +
      '<TargetName>$(ProjectName)</TargetName>';
    expect(readMsBuild(text).libraries).toEqual(['Netio', 'net', 'b']);
    expect(readMsBuild(text).target).toBeUndefined();
    expect(readMsBuild('<TargetName> glue </TargetName>').target).toBe('glue');
  });

  test('can be any text', () => {
    const piece = fc.constantFrom('<ClCompile', ' Include="', "'", '"', '>', '/>', '</ClCompile>', 'a.c', '<!--', '-->', '&', ';', '%'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { sources, references, type } = readMsBuild(pieces.join(''));
        expect(sources.every((name) => name !== '' && !name.includes('\\'))).toBe(true);
        expect(references).toEqual([]);
        expect(type).toBeUndefined();
      }),
    );
  });

  test.each([
    '<!--',
    '<ClCompile ',
    '<ClCompile "',
    `<ClCompile x='`,
    '<ClCompile>',
    '<ClCompile Include="a.c">',
  ])('can be %s a hundred thousand times', (piece) => {
    const { sources } = readMsBuild(piece.repeat(100_000));
    expect(new Set(sources).size).toBeLessThan(2);
  });
});
