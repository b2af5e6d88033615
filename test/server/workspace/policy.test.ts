import { alone } from '../../../server/src/analysis/index.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { suppressionEdit } from '../../../server/src/analysis/suppressEdit.ts';
import type { Finding } from '../../../server/src/base/finding.ts';
import { applyEdits, LineIndex } from '../../../server/src/base/text.ts';
import { languageOf, type Parser } from '../../../server/src/syntax/index.ts';
import { fixAll } from '../../../server/src/workspace/fixAll.ts';
import {
  applyPolicy,
  type Policy,
  type PolicyResult,
  unmetBaseline,
} from '../../../server/src/workspace/policy.ts';
import { outlineOf } from '../../../server/src/workspace/outline.ts';
import { mergeSeverities } from '../../../server/src/workspace/severities.ts';
import type { Sight } from '../../../server/src/workspace/sight.ts';
import { newAnalyser } from '../../support/analyse.ts';
import { fixtureFiles, withoutMarks } from '../../support/fixtures.ts';
import { testParser } from '../../support/parser.ts';

const uri = 'file:///driver.c';
const nothing: Policy = { severities: new Map(), baseline: [] };
let parser: Parser;

beforeAll(async () => {
  parser = await testParser();
});

function judge(text: string, policy: Policy = nothing, sight: Sight = 'driver'): PolicyResult {
  const file = parser.parse(text, languageOf('driver.c', text));
  const findings = newAnalyser().analyse(alone(uri, file));
  return applyPolicy(uri, outlineOf(file), findings, policy, sight);
}

/** `4 error registration-leak`, lines 1-based. */
function shown(text: string, policy?: Policy, sight?: Sight): string[] {
  const lines = new LineIndex(text);
  return judge(text, policy, sight).findings.map(
    ({ finding: { span, severity, rule } }) => `${lines.position(span.start).line + 1} ${severity} ${rule}`,
  );
}

const head = 'extern WSK_REGISTRATION R;\nNTSTATUS F(PWSK_CLIENT_NPI C)\n{\n';
const source = `${head}    WskRegister(C, &R);\n    return STATUS_SUCCESS;\n}\n`;
const suppressed = `${head}    // wsk-disable-next-line register-result-unchecked -- as told\n    WskRegister(C, &R);\n    return STATUS_SUCCESS;\n}\n// wsk-disable-next-line registration-leak\n`;

describe('applyPolicy', () => {
  test('gives rules the severity that they are set to', () => {
    expect(shown(source)).toEqual(['4 warning register-result-unchecked']);
    const severities = new Map([['register-result-unchecked', 'error']] as const);
    expect(shown(source, { ...nothing, severities })).toEqual(['4 error register-result-unchecked']);
    expect(
      shown(source, { ...nothing, severities: new Map([['register-result-unchecked', 'off']]) }),
    ).toEqual([]);
  });

  test('applies suppressions and reports the unused ones', () => {
    expect(shown(suppressed)).toEqual(['8 warning unused-suppression']);
    const result = judge(suppressed);
    expect(result.suppressed).toMatchObject([
      { finding: { rule: 'register-result-unchecked' }, reason: 'as told' },
    ]);
    expect(shown(suppressed, { ...nothing, severities: new Map([['unused-suppression', 'hint']]) })).toEqual([
      '8 hint unused-suppression',
    ]);
    expect(shown(suppressed, { ...nothing, severities: new Map([['unused-suppression', 'off']]) })).toEqual(
      [],
    );
    expect(shown(suppressed, { ...nothing, severities: new Map([['registration-leak', 'off']]) })).toEqual(
      [],
    );
  });

  test('calls nothing unused or stale of what was not analysed in full', () => {
    expect(shown(suppressed, nothing, 'part')).toEqual([]);
    expect(shown(suppressed, nothing, 'folder')).toEqual(['8 warning unused-suppression']);
    for (const rules of ['no-unload-routine', '', 'unused-suppression']) {
      const text = `// wsk-disable-next-line ${rules}\nint x;\n`;
      expect(shown(text, nothing, 'folder')).toEqual([]);
      expect(shown(text)).toEqual(['1 warning unused-suppression']);
    }
    const entry = { file: 'a.c', rule: 'registration-leak', fingerprint: 'x:1', message: '' };
    expect(judge(source, { ...nothing, baseline: [entry] }, 'folder').stale).toEqual([entry]);
    expect(judge(source, { ...nothing, baseline: [entry] }, 'part').stale).toEqual([]);
    const severities = new Map([['registration-leak', 'off']] as const);
    expect(judge(source, { severities, baseline: [entry] })).toMatchObject({ stale: [], open: [entry] });
    expect(unmetBaseline({ severities, baseline: [entry] }, 'driver')).toEqual({ stale: [], open: [entry] });
    expect(unmetBaseline({ ...nothing, baseline: [entry] }, 'driver')).toEqual({ stale: [entry], open: [] });
  });

  test('tells of mistakes in suppressions however little was seen', () => {
    const text = '// wsk-disable-next-line registraton-leak\n// wsk-disable-nextline\n// wsk-enable\n';
    const all = [
      '1 warning unused-suppression',
      '2 warning unused-suppression',
      '3 warning unused-suppression',
    ];
    expect(shown(text, nothing, 'part')).toEqual(all);
  });

  test('counts suppressed findings among those that agree', () => {
    const call = '    WskRegister(C, &R);\n';
    const off = { severities: new Map([['registered-twice', 'off']] as const), baseline: [] };
    const result = judge(`${head}    // wsk-disable-next-line\n${call}${call}    return 0;\n}\n`, off);
    const prints = [...result.suppressed, ...result.findings].map(({ fingerprint }) => fingerprint);
    expect(prints.map((each) => each.slice(-2))).toEqual([':1', ':2']);
    expect(result.suppressed.map(({ functionName }) => functionName)).toEqual(['F']);
  });

  test.each([
    ['does not parse', `${head}    if (; // wsk-disable-line\n}\n`],
    ['no build takes', '#if 0\nvoid F(void)\n{\n    G(); // wsk-disable-line\n}\n#endif\n'],
    [
      'is in a branch that is not read',
      'void F(void)\n{\n    if (A)\n#if B\n        G();\n#else\n        H(); // wsk-disable-line\n#endif\n}\n',
    ],
  ])('keeps suppressions in code that %s', (_, text) => {
    expect(shown(text)).toEqual([]);
  });

  test('takes away what the baseline knows, wherever it has moved', () => {
    const [found] = judge(source).findings;
    const baseline = [
      {
        file: 'a.c',
        rule: found!.finding.rule,
        fingerprint: found!.fingerprint,
        message: found!.finding.message,
      },
    ];
    const moved = `\n\n// more\n${source.replaceAll('    ', '\t')}`;
    const result = judge(moved, { ...nothing, baseline });
    expect(result.findings).toEqual([]);
    expect(result.known).toHaveLength(1);
    expect(result.stale).toEqual([]);
    const twice = source.replace('    WskRegister(C, &R);\n', (line) => line + line);
    expect(judge(twice, { ...nothing, baseline }).known).toHaveLength(1);
  });

  test('names the function around a finding', () => {
    expect(judge(source).findings.map(({ functionName }) => functionName)).toEqual(['F']);
  });

  test('repairs unused suppressions with all safe fixes', () => {
    const edits = fixAll(suppressed, (text) => judge(text).findings.map(({ finding }) => finding));
    expect(applyEdits(suppressed, edits)).toBe(
      suppressed.replace('// wsk-disable-next-line registration-leak\n', ''),
    );
  });
});

test('of several layers that set a rule the last one counts', () => {
  const editor = new Map([
    ['registration-leak', 'off'],
    ['registered-twice', 'hint'],
  ] as const);
  const config = new Map([['registration-leak', 'info']] as const);
  expect(mergeSeverities(editor, config, undefined)).toEqual(
    new Map([
      ['registration-leak', 'info'],
      ['registered-twice', 'hint'],
    ]),
  );
});

describe('the suppression of each finding of the fixtures', () => {
  const fixtures = fixtureFiles().filter(({ expectations }) => expectations.length > 0);

  test.each(fixtures)('$folder/$name', ({ text }) => {
    const bare = withoutMarks(text);
    const key = ({ rule, message }: Finding): string => `${rule} ${message}`;
    const before = judge(bare).findings.map(({ finding }) => finding);
    let current = bare;
    for (let left = before; left.length > 0;) {
      const edit = suppressionEdit(current, left[0]!);
      expect(edit).toBeDefined();
      current = applyEdits(current, [edit!]);
      const after = judge(current).findings.map(({ finding }) => finding);
      expect(after.length, current).toBeLessThan(left.length);
      expect(left.map(key)).toEqual(expect.arrayContaining(after.map(key)));
      left = after;
    }
  });
});
