import { expect, test } from 'vitest';
import { evaluateCondition } from '../../../server/src/project/condition.ts';

const known = new Map([
  ['$(Configuration)|$(Platform)', 'Debug|x64'],
  ['$(Configuration)', 'Debug'],
]);
const expand = (text: string): string | undefined =>
  known.get(text) ?? (text.includes('$') ? undefined : text);

test.each<[string, boolean | undefined]>([
  [`'$(Configuration)|$(Platform)'=='Debug|x64'`, true],
  [`'$(Configuration)|$(Platform)' == 'debug|X64'`, true],
  [`'$(Configuration)|$(Platform)'=='Release|x64'`, false],
  [`'$(Configuration)' != 'Release'`, true],
  [`$(Configuration)=='Debug'`, true],
  [`'$(Configuration)'=='Debug' and '$(Other)'=='1'`, undefined],
  [`'$(Configuration)'=='Release' And '$(Other)'=='1'`, false],
  [`'$(Configuration)'=='Debug' Or '$(Other)'=='1'`, true],
  [`'$(Other)'=='1' or '$(Configuration)'=='Release'`, undefined],
  [`!('$(Configuration)'=='Debug')`, false],
  [`('$(Configuration)'=='Release' or '$(Configuration)'=='Debug') and 'a'=='a'`, true],
  [`Exists('x.props')`, undefined],
  [`exists('$(UserRootDir)\\x.props')`, undefined],
  [`$(Configuration.StartsWith('Deb'))`, undefined],
  [`'$(Version)' > '14.0'`, undefined],
  [`true`, true],
  [`'false'`, false],
  [`'$(Other)'==''`, undefined],
  [`'a'=='a`, undefined],
  [`'a'==`, undefined],
  [`'a'=='a' 'b'`, undefined],
  ['', undefined],
  ['('.repeat(10_000), undefined],
  [`!`.repeat(150), undefined],
])('%s', (text, truth) => {
  expect(evaluateCondition(text, expand)).toBe(truth);
});
