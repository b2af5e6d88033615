import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FileSystemError } from '../../../server/src/workspace/fileSystem.ts';
import { sampleSource } from './sample.ts';
import { lintFiles, memoryFileSystem, type Planned, root } from './support.ts';

const nothing = (): readonly Planned[] => [];

/** One finding at each call of WskRegister whose line is told apart by a comment. */
const unchecked = (text: string): readonly Planned[] =>
  [...text.matchAll(/WskRegister\(a\);[^\n]*/g)].map(([at]) => ({
    rule: 'register-result-unchecked',
    at,
    message: 'unchecked',
  }));

async function fingerprintsOf(text: string): Promise<readonly string[]> {
  const report = await lintFiles({ 'a.c': text }, unchecked);
  return report.findings.map(({ fingerprint }) => fingerprint);
}

describe('lint', () => {
  test('parses only files that mention WSK', async () => {
    const report = await lintFiles(
      {
        'a.c': 'void a(void) { WskDeregister(0); }',
        'b.c': 'void b(void) {}',
        't.txt': 'Wsk',
      },
      nothing,
    );
    expect(report.filesRead).toBe(2);
    expect([...report.sources.values()].map(({ name }) => name)).toEqual(['a.c']);
  });

  test('starts no engine where nothing has to be parsed', async () => {
    const report = await lintFiles({ 'b.c': 'void b(void) {}' }, nothing, {
      engine: () => Promise.reject(new Error('started')),
    });
    expect(report.filesRead).toBe(1);
  });

  test('names the function around a finding', async () => {
    const text = 'WSK_REGISTRATION r;\nvoid First(void) { }\nvoid Second(void) {\n  WskRegister(a); }\n';
    const report = await lintFiles({ 'a.c': text }, unchecked);
    expect(report.findings.map(({ functionName }) => functionName)).toEqual(['Second']);
  });

  test('names files below the root by their relative path, others in full', async () => {
    const report = await lintFiles({ 'a.c': 'Wsk', 'sub/b.c': 'Wsk' }, nothing, {
      root: join(root, 'sub'),
    });
    expect([...report.sources.values()].map(({ name }) => name)).toEqual([
      join(root, 'a.c').replaceAll(sep, '/'),
      'b.c',
    ]);
  });

  test.each<readonly [string, FileSystemError | Uint8Array, string]>([
    [
      'vanishes while being read',
      new FileSystemError('not-found', 'no such file or folder'),
      'no such file or folder',
    ],
    ['may not be read', new FileSystemError('no-permission', 'permission denied'), 'permission denied'],
    ['is binary', Buffer.from('Wsk\0\x01'), 'not a text file: contains NUL bytes'],
  ])('notes a file that %s and goes on', async (_, content, message) => {
    const report = await lintFiles({ 'a.c': content, 'b.c': sampleSource }, nothing);
    expect(report.notes).toEqual([
      { kind: 'skipped', uri: pathToFileURL(join(root, 'a.c')).href, name: 'a.c', message },
    ]);
    expect(report.sources.size).toBe(1);
  });

  test('notes a folder that may not be listed', async () => {
    const report = await lintFiles({ 'b.c': sampleSource }, nothing, {
      fileSystem: memoryFileSystem(
        { 'b.c': sampleSource },
        { secret: new FileSystemError('no-permission', 'permission denied') },
      ),
    });
    expect(report.notes).toMatchObject([{ kind: 'skipped', name: 'secret', message: 'permission denied' }]);
    expect(report.sources.size).toBe(1);
  });

  test('notes an analysis that breaks down and goes on with the next file', async () => {
    const report = await lintFiles({ 'a.c': 'int WskBroken;', 'b.c': 'int WskFine;' }, (text) => {
      if (text.includes('Broken')) throw new RangeError('too deep');
      return [];
    });
    expect(report.notes).toMatchObject([
      { kind: 'failed', name: 'a.c', message: 'internal error: too deep' },
    ]);
    expect([...report.sources.values()].map(({ name }) => name)).toEqual(['b.c']);
  });

  test('notes functions that use WSK and do not parse, and only those', async () => {
    const text =
      'void Fine(void) { WskDeregister(&r); }\n' +
      'void Broken(void) { WskRegister(&n, ; if ( }\n' +
      'void Elsewhere(void) { return (; }\n';
    const report = await lintFiles({ 'a.c': text }, nothing);
    expect(report.notes).toMatchObject([
      { kind: 'incomplete', message: 'syntax not understood in Broken: findings there may be missing' },
    ]);
  });
});

describe('fingerprints', () => {
  const text =
    'void F(void) { WskRegister(a); }\nvoid G(void) {\n  WskRegister(a);\n  WskRegister(a); //\n}\n';

  test('differ between findings of one file', async () => {
    const all = await fingerprintsOf(text);
    expect(new Set(all).size).toBe(3);
  });
  test('stay when lines and indentation change around them', async () => {
    const changed = `// new\n\n${text.replaceAll('  ', '\t')}`;
    expect(await fingerprintsOf(changed)).toEqual(await fingerprintsOf(text));
  });
  test('count findings on equal lines of one function', async () => {
    const twice = await fingerprintsOf('void G(void) {\n  WskRegister(a);\n  WskRegister(a);\n}\n');
    expect(twice.map((print) => print.replace(/^[0-9a-f]{16}/, 'hash'))).toEqual(['hash:1', 'hash:2']);
  });
});
