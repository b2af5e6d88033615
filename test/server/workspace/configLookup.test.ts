import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBaselineFile } from '../../../server/src/workspace/baselineFile.ts';
import { writeBaseline } from '../../../server/src/workspace/baseline.ts';
import { ConfigLookup, readNamedConfig } from '../../../server/src/workspace/configLookup.ts';
import { FileSystemError, type FileSystem } from '../../../server/src/workspace/fileSystem.ts';
import { describeProblem } from '../../../server/src/workspace/readProblems.ts';
import { type Content, memoryFileSystem, root } from '../cli/support.ts';

const at = (...names: string[]): string => join(root, ...names);
const known = { file: 'src/a.c', rule: 'registration-leak', fingerprint: 'ab:1', message: 'leaks' };

/** A disk that counts how often each file is asked for. */
function counting(files: Readonly<Record<string, Content>>): { fileSystem: FileSystem; asked: string[] } {
  const asked: string[] = [];
  const fileSystem = memoryFileSystem(files);
  const readFile: FileSystem['readFile'] = (path, limit) => {
    asked.push(path);
    return fileSystem.readFile(path, limit);
  };
  return { fileSystem: { ...fileSystem, readFile }, asked };
}

describe('ConfigLookup', () => {
  const files = {
    '.wsklintrc.json':
      '{ "rules": { "registration-leak": "off" }, "exclude": ["old/", "src/gen*.c"], "baseline": "b.json" }',
    'b.json': writeBaseline([known]),
    'src/near/.wsklintrc.json': '{ "rules": { "registered-twice": "off" } }',
  };

  test('the nearest file upwards counts, alone', () => {
    const lookup = new ConfigLookup(memoryFileSystem(files));
    expect(lookup.of(at('src', 'a.c'))?.path).toBe(at('.wsklintrc.json'));
    const near = lookup.of(at('src', 'near', 'deep', 'a.c'));
    expect(near?.config).toEqual({
      severities: new Map([['registered-twice', 'off']]),
      exclude: [],
      baseline: undefined,
    });
    expect(near?.baseline).toBeUndefined();
  });

  test('the search ends in a top folder', () => {
    const lookup = new ConfigLookup(memoryFileSystem(files), [at('src')]);
    expect(lookup.of(at('src', 'a.c'))).toBeUndefined();
    expect(lookup.of(at('src', 'sub', 'a.c'))).toBeUndefined();
    expect(lookup.of(at('src', 'near', 'a.c'))?.path).toBe(at('src', 'near', '.wsklintrc.json'));
    expect(lookup.of(at('lib', 'a.c'))?.path).toBe(at('.wsklintrc.json'));
  });

  test('every folder is looked into once, until it is told to forget', () => {
    const { fileSystem, asked } = counting(files);
    const lookup = new ConfigLookup(fileSystem);
    const first = lookup.of(at('src', 'a.c'));
    const before = asked.length;
    expect(lookup.of(at('src', 'b.c'))).toBe(first);
    expect(lookup.of(at('c.c'))).toBe(first);
    expect(asked).toHaveLength(before);
    expect(lookup.of(at('src', 'sub', 'd.c'))).toBe(first);
    expect(asked.slice(before)).toEqual([at('src', 'sub', '.wsklintrc.json')]);
    lookup.forget();
    expect(lookup.of(at('src', 'a.c'))).not.toBe(first);
  });

  test('a change is seen after forgetting', () => {
    const changing = { ...files };
    const lookup = new ConfigLookup({
      ...memoryFileSystem(files),
      readFile: (path, limit) => memoryFileSystem(changing).readFile(path, limit),
    });
    expect(lookup.of(at('a.c'))?.config.severities.get('registration-leak')).toBe('off');
    changing['.wsklintrc.json'] = '{ "rules": { "registration-leak": "hint" } }';
    expect(lookup.of(at('a.c'))?.config.severities.get('registration-leak')).toBe('off');
    lookup.forget();
    expect(lookup.of(at('a.c'))?.config.severities.get('registration-leak')).toBe('hint');
  });

  test('excludes by names below its folder', () => {
    const config = new ConfigLookup(memoryFileSystem(files)).of(at('a.c'));
    expect(config?.excludes(at('lib', 'old'), 'folder')).toBe(true);
    expect(config?.excludes(at('lib', 'old'), 'file')).toBe(false);
    expect(config?.excludes(at('src', 'generated.c'), 'file')).toBe(true);
    expect(config?.excludes(at('src', 'a.c'), 'file')).toBe(false);
    expect(config?.excludes(join(root, '..', 'old'), 'folder')).toBe(false);
  });

  test('brings the baseline along', () => {
    const baseline = new ConfigLookup(memoryFileSystem(files)).of(at('a.c'))?.baseline;
    expect(baseline).toMatchObject({ path: at('b.json'), exists: true, problems: [] });
    expect(baseline?.entriesOf(at('src', 'a.c'))).toEqual([known]);
    expect(baseline?.entriesOf(at('src', 'b.c'))).toEqual([]);
    expect(baseline?.nameOf(join(root, '..', 'x.c'))).toBeUndefined();
  });
});

describe('problems', () => {
  test.each<[string, Readonly<Record<string, Content>>, readonly string[]]>([
    [
      'of the configuration',
      { '.wsklintrc.json': '{\n "rule": {} }' },
      [`${at('.wsklintrc.json')}:2:2: There is no key "rule"; it is ignored. Did you mean "rules"?`],
    ],
    [
      'of the baseline',
      { '.wsklintrc.json': '{ "baseline": "b.json" }', 'b.json': '{\n "version": 3 }' },
      [`${at('b.json')}:2:13: "version" must be 1, but is 3: this baseline is of another wsk-lint.`],
    ],
    [
      'of a baseline that is not there',
      { '.wsklintrc.json': '{ "baseline": "b.json" }' },
      [`${at('b.json')}:1:1: There is no such baseline; wsk-lint --baseline write makes it.`],
    ],
    [
      'of what may not be read',
      { '.wsklintrc.json': new FileSystemError('no-permission', 'permission denied') },
      [`${at('.wsklintrc.json')}:1:1: The file cannot be read: permission denied.`],
    ],
    [
      'of what is no text',
      { '.wsklintrc.json': Buffer.from('{}\0') },
      [`${at('.wsklintrc.json')}:1:1: The file cannot be read: is no text file: contains NUL bytes.`],
    ],
  ])('%s', (_, files, expected) => {
    const found = new ConfigLookup(memoryFileSystem(files)).of(at('a.c'));
    expect(found?.problems.map((each) => describeProblem(each.path, each))).toEqual(expected);
    expect(found?.baseline?.entries ?? []).toEqual([]);
  });

  test('of a named configuration that is not there', () => {
    const { problems } = readNamedConfig(memoryFileSystem({}), at('c.json'));
    expect(problems.map(({ message }) => message)).toEqual(['There is no such configuration file.']);
  });
});

test('a baseline that is not there has still to be written', () => {
  expect(readBaselineFile(memoryFileSystem({}), at('b.json')).exists).toBe(false);
  expect(readBaselineFile(memoryFileSystem({ 'b.json': '' }), at('b.json')).exists).toBe(true);
});
