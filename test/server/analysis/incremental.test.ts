import { alone } from '../../../server/src/analysis/index.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../server/src/base/finding.ts';
import { languageOf, type ParsedFile } from '../../../server/src/syntax/index.ts';
import { declarations, newAnalyser, parse, update } from '../../support/analyse.ts';
import { anyEdit } from '../../support/edits.ts';
import { fixtureFiles } from '../../support/fixtures.ts';

const uri = 'file:///fixture';
/** An analyser is asked for a file as it stands after each of a few edits, as while somebody types. */
const editsEach = 6;
const runs = 60;

const fixtures = fixtureFiles();

describe('an analyser that has seen the versions before', () => {
  test('finds what a fresh one finds', () => {
    const script = fc.array(anyEdit, { minLength: 1, maxLength: editsEach });
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), script, (fixture, steps) => {
        const analyser = newAnalyser();
        let { text } = fixture;
        let file = parse(text, languageOf(fixture.path, text));
        analyser.analyse(alone(uri, file));
        for (const { edit, at } of steps) {
          text = edit[1](text, at);
          file = update(file, text);
          const actual = analyser.analyse(alone(uri, file));
          expect(actual, edit[0]).toEqual(newAnalyser().analyse(alone(uri, parse(text, file.language))));
        }
      }),
      { numRuns: runs },
    );
  }, 60_000);

  test('and nothing is left of other files', () => {
    const analyser = newAnalyser();
    for (const { path, text } of fixtures.slice(0, 40)) {
      const language = languageOf(path, text);
      const expected = newAnalyser().analyse(alone(uri, parse(text, language)));
      expect(analyser.analyse(alone(uri, parse(text, language))), path).toEqual(expected);
    }
  }, 60_000);

  test('also of an end that the beginning does not name', () => {
    const source = (stop: string): string => `${declarations}
DRIVER_UNLOAD Unload;
void Install(PDRIVER_OBJECT Driver) { Driver->DriverUnload = Unload; }
void Unload(PDRIVER_OBJECT Driver) { ${stop} }
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI client = CLIENT;
    NTSTATUS status = WskRegister(&client, &Reg);
    if (!NT_SUCCESS(status)) return status;
    status = WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi);
    if (!NT_SUCCESS(status)) WskDeregister(&Reg);
    return status;
}
`;
    const whole = (file: ParsedFile) => ({ ...alone(uri, file), isWhole: true });
    const analyser = newAnalyser();
    const before = parse(source('WskReleaseProviderNPI(&Reg); WskDeregister(&Reg);'));
    expect(rulesOf(analyser.analyse(whole(before)))).toEqual([]);
    const after = update(before, source('WskDeregister(&Reg);'));
    expect(rulesOf(analyser.analyse(whole(after)))).toEqual(['provider-npi-leak']);
  });
});

function rulesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ rule }) => rule);
}
