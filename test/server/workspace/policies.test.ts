import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BaselineEntry, writeBaseline } from '../../../server/src/workspace/baseline.ts';
import { readBaselineFile } from '../../../server/src/workspace/baselineFile.ts';
import { BaselineUpdate } from '../../../server/src/workspace/baselineUpdate.ts';
import { readNamedConfig } from '../../../server/src/workspace/configLookup.ts';
import { Policies } from '../../../server/src/workspace/policies.ts';
import type { JudgedFinding } from '../../../server/src/workspace/policy.ts';
import { memoryFileSystem, root } from '../cli/support.ts';

const at = (...names: string[]): string => join(root, ...names);
const entry = (file: string, fingerprint = 'ab:1'): BaselineEntry => ({
  file,
  rule: 'registration-leak',
  fingerprint,
  message: 'leaks',
});
const disk = memoryFileSystem({
  '.wsklintrc.json':
    '{ "rules": { "registration-leak": "info", "registered-twice": "info" }, "exclude": ["old/"], "baseline": "b.json", "x": 1 }',
  'b.json': writeBaseline([entry('a.c'), entry('gone.c'), entry('c.c')]),
  'other.json': '{ "rules": { "registration-leak": "hint" } }',
  'broken.json': '[]',
  'a.c': '',
  'c.c': '',
});

describe('Policies', () => {
  test('the command line comes before the configuration, and that before the editor', () => {
    const settings = new Map([
      ['registration-leak', 'off'],
      ['capture-timeout-unit', 'off'],
    ] as const);
    const overrides = new Map([['registered-twice', 'error']] as const);
    const policies = new Policies(disk, { config: 'nearest', overrides });
    const { policy, config, baseline } = policies.of(at('a.c'), settings);
    expect(policy).toEqual({
      severities: new Map([
        ['registration-leak', 'info'],
        ['capture-timeout-unit', 'off'],
        ['registered-twice', 'error'],
      ]),
      baseline: [entry('a.c')],
    });
    expect(config?.path).toBe(at('.wsklintrc.json'));
    expect(baseline?.path).toBe(at('b.json'));
    expect(policies.excludes(at('old'), 'folder')).toBe(true);
    expect(policies.problems().map(({ key }) => key)).toEqual(['x']);
  });

  test('stays the same object until something changes', () => {
    const policies = new Policies(disk, { config: 'nearest' });
    const first = policies.of(at('a.c'));
    expect(policies.of(at('a.c'))).toBe(first);
    expect(policies.of(at('a.c'), new Map())).not.toBe(first);
    policies.forget();
    expect(policies.problems()).toEqual([]);
    expect(policies.of(at('a.c'))).not.toBe(first);
  });

  test('no configuration, or one for all', () => {
    expect(new Policies(disk, { config: 'none' }).of(at('a.c'))).toEqual({
      policy: { severities: new Map(), baseline: [] },
      config: undefined,
      baseline: undefined,
    });
    const config = readNamedConfig(disk, at('other.json'));
    expect(new Policies(disk, { config }).of(at('a.c')).policy.severities).toEqual(
      new Map([['registration-leak', 'hint']]),
    );
  });

  test('a chosen baseline replaces that of the configuration, with its problems', () => {
    const baseline = readBaselineFile(disk, at('broken.json'));
    const policies = new Policies(disk, { config: 'nearest', baseline });
    expect(policies.of(at('a.c')).policy.baseline).toEqual([]);
    expect(policies.problems().map(({ path }) => path)).toEqual([at('.wsklintrc.json'), at('broken.json')]);
  });

  test('a baseline that is not there is no problem where it is about to be written', () => {
    const config = readNamedConfig(
      memoryFileSystem({ 'x.json': '{ "baseline": "gone.json", "y": 1 }' }),
      at('x.json'),
    );
    const policies = new Policies(disk, { config });
    policies.of(at('a.c'));
    expect(policies.problems().map(({ path }) => path)).toEqual([at('x.json'), at('gone.json')]);
    expect(policies.problems(true).map(({ path }) => path)).toEqual([at('x.json')]);
    const chosen = new Policies(disk, { config: 'none', baseline: readBaselineFile(disk, at('gone.json')) });
    chosen.of(at('a.c'));
    expect([chosen.problems().length, chosen.problems(true).length]).toEqual([1, 0]);
  });
});

test('BaselineUpdate writes what was found, and keeps what was not looked at and is there', () => {
  const baseline = readBaselineFile(disk, at('b.json'));
  const judged = (rule: string, fingerprint: string): JudgedFinding => ({
    finding: {
      uri: '',
      span: { start: 0, end: 1 },
      rule,
      severity: 'error',
      message: 'leaks',
      path: [],
      fixes: [],
      tags: [],
    },
    fingerprint,
    functionName: undefined,
  });
  const update = new BaselineUpdate();
  const useless = judged('unused-suppression', 'x:1');
  expect(update.take(at('a.c'), baseline, [judged('registration-leak', 'cd:1'), useless])).toEqual([useless]);
  const outside = [judged('registration-leak', 'ef:1')];
  expect(update.take(join(root, '..', 'x.c'), baseline, outside)).toBe(outside);
  const exists = (name: string): boolean => name !== 'gone.c';
  expect(update.texts(exists)).toEqual([
    { path: at('b.json'), text: writeBaseline([entry('a.c', 'cd:1'), entry('c.c')]), entries: 2 },
  ]);
  expect(new BaselineUpdate().texts(exists)).toEqual([]);
  const partly = new BaselineUpdate();
  partly.take(at('a.c'), baseline, [], [entry('a.c')]);
  expect(partly.texts(exists)[0]?.text).toBe(writeBaseline([entry('a.c'), entry('c.c')]));
});
