import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byteSearch } from '../../../server/src/workspace/byteSearch.node.ts';
import { discover, type Discovered } from '../../../server/src/workspace/discovery.ts';
import { nodeFileSystem } from '../../../server/src/workspace/fileSystem.node.ts';
import { FileSystemError, type FileSystem } from '../../../server/src/workspace/fileSystem.ts';

const canLink = process.platform !== 'win32';

/** Runs as somebody whom permissions bind: root may read everything, and is nobody for a while. */
function unprivileged<T>(work: () => T): T {
  const nobody = 65534;
  if (process.geteuid?.() !== 0) return work();
  fs.chownSync(root, nobody, nobody);
  process.seteuid?.(nobody);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

let root: string;
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'wsk-discovery-')));
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array = 'WskRegister'): string {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return file;
}

function walk(roots: readonly string[] = [root], fileSystem: FileSystem = nodeFileSystem): string[] {
  const wanted = byteSearch(['Wsk']);
  return [...discover(roots, { fileSystem, maxFileSize: 1000, wanted })].map(describeItem);
}

function describeItem(item: Discovered): string {
  const name = path.relative(root, item.path).replaceAll('\\', '/');
  return item.kind === 'skipped' ? `skipped ${name}: ${item.reason}` : `${item.kind} ${name}`;
}

/** Walks without what has one of the names. */
function walkWithout(names: readonly string[], roots: readonly string[] = [root]): string[] {
  const excludes = (target: string): boolean =>
    path
      .relative(root, target)
      .split(path.sep)
      .some((name) => names.includes(name));
  const options = { fileSystem: nodeFileSystem, maxFileSize: 1000, wanted: byteSearch(['Wsk']), excludes };
  return [...discover(roots, options)].map(describeItem);
}

describe('discover', () => {
  it('leaves out what is excluded below the roots, and tells of sources', () => {
    const a = write('a.c');
    write('old/b.c');
    write('old/sub/c.c');
    write('CMakeLists.txt');
    write('notes.txt');
    expect(walkWithout(['a.c', 'old', 'CMakeLists.txt', 'notes.txt'])).toEqual(['excluded a.c']);
    expect(walkWithout(['a.c'], [a])).toEqual(['file a.c']);
    expect(walkWithout(['a.c'], [root, a])).toContain('file a.c');
    expect(walkWithout(['old'], [path.join(root, 'old')])).toEqual(['file old/b.c', 'file old/sub/c.c']);
    expect(walkWithout(['old'], [path.join(root, 'old'), root])).toEqual([
      'file old/b.c',
      'file old/sub/c.c',
      'build CMakeLists.txt',
      'file a.c',
    ]);
  });
  it('finds sources by name and content, sorted', () => {
    write('b.c');
    write('a.CPP');
    write('sub/x.h', 'int x;');
    write('sub/notes.txt');
    write('.git/hidden.c');
    write('node_modules/dep.c');
    expect(walk()).toEqual(['file a.CPP', 'file b.c', 'unwanted sub/x.h']);
  });

  it('takes files that are named, whatever they are called and hold', () => {
    const named = [write('plain.txt', 'int x;'), write('b.c')];
    expect(walk([...named, root])).toEqual(['file plain.txt', 'file b.c']);
  });

  it('finds words in UTF-16 files of either byte order', () => {
    const text = Buffer.from('void f() { WskRegister(); } // long enough to be recognised', 'utf16le');
    write('le.c', text);
    write('be.c', Buffer.from(text).swap16());
    write('marked.c', Buffer.concat([Buffer.of(0xff, 0xfe), text]));
    expect(walk()).toEqual(['file be.c', 'file le.c', 'file marked.c']);
  });

  it('reports what is missing, too large or no file', () => {
    write('large.c', 'x'.repeat(1001));
    expect(walk([root, path.join(root, 'absent.c')])).toEqual([
      'skipped large.c: is 1001 bytes, larger than the limit of 1000 bytes',
      'skipped absent.c: no such file or folder',
    ]);
  });

  it.runIf(canLink)('visits every folder and file once, whatever links lead to it', () => {
    write('src/a.c');
    fs.symlinkSync('..', path.join(root, 'src/up'));
    fs.symlinkSync('src', path.join(root, 'alias'));
    fs.symlinkSync('src/a.c', path.join(root, 'b.c'));
    expect(walk()).toEqual(['file alias/a.c']);
  });

  it.runIf(canLink)('reports links that lead nowhere or in a circle', () => {
    fs.symlinkSync('absent', path.join(root, 'dangling.c'));
    fs.symlinkSync('circle.c', path.join(root, 'circle.c'));
    expect(walk()).toEqual([
      'skipped circle.c: symbolic links lead in a circle',
      'skipped dangling.c: no such file or folder',
    ]);
  });

  it.runIf(canLink)('reports a folder that may not be read and goes on', () => {
    write('closed/a.c');
    write('open/b.c');
    fs.chmodSync(path.join(root, 'closed'), 0);
    expect(unprivileged(() => walk())).toEqual(['skipped closed: permission denied', 'file open/b.c']);
    fs.chmodSync(path.join(root, 'closed'), 0o700);
  });

  it('goes on after a folder without permission and a file that vanished', () => {
    write('closed/a.c');
    write('gone.c');
    write('open/b.c');
    const hostile: FileSystem = {
      ...nodeFileSystem,
      readFolder: (folder) => {
        if (path.basename(folder) === 'closed')
          throw new FileSystemError('no-permission', 'permission denied');
        return nodeFileSystem.readFolder(folder);
      },
      readFile: (file, limit) => {
        if (path.basename(file) === 'gone.c') fs.rmSync(file);
        return nodeFileSystem.readFile(file, limit);
      },
    };
    expect(walk([root], hostile)).toEqual([
      'skipped closed: permission denied',
      'skipped gone.c: no such file or folder',
      'file open/b.c',
    ]);
  });
});

it('finds build files by whole names', () => {
  for (const name of [
    'SOURCES',
    'a/sources.inc',
    'b/compile_commands.json',
    'sources.txt',
    'resources',
    'x.sources',
  ])
    write(name);
  write('sources/a.c');
  expect(walk()).toEqual([
    'build SOURCES',
    'build a/sources.inc',
    'build b/compile_commands.json',
    'file sources/a.c',
  ]);
});
