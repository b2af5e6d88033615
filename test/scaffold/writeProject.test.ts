import { describe, expect, it } from 'vitest';
import { type ParentFolder, WriteError, writeProject } from '../../scaffold/src/writeProject.ts';

const files = [
  { path: 'driver.c', text: 'one' },
  { path: '.vscode/tasks.json', text: 'two' },
  { path: 'inf/x64/driver.inf', text: 'three' },
];

/** A file system in memory that counts calls and fails at those that `fails` picks. */
class MemoryFolder implements ParentFolder {
  readonly entries = new Map<string, string | undefined>();
  readonly calls: string[] = [];

  constructor(private readonly fails: (call: string, number: number) => boolean = () => false) {}

  exists(path: string): Promise<boolean> {
    return this.#call('exists', path, () => this.entries.has(path));
  }
  createFolder(path: string): Promise<void> {
    return this.#call('createFolder', path, () => {
      this.#requireParent(path);
      if (this.entries.has(path)) throw new Error(`${path} exists`);
      this.entries.set(path, undefined);
    });
  }
  writeFile(path: string, text: string): Promise<void> {
    return this.#call('writeFile', path, () => {
      this.#requireParent(path);
      if (this.entries.has(path)) throw new Error(`${path} exists`);
      this.entries.set(path, text);
    });
  }
  rename(from: string, to: string): Promise<void> {
    return this.#call('rename', from, () => {
      if (this.entries.has(to)) throw new Error(`${to} exists`);
      for (const [path, text] of [...this.entries]) {
        if (path !== from && !path.startsWith(`${from}/`)) continue;
        this.entries.delete(path);
        this.entries.set(to + path.slice(from.length), text);
      }
    });
  }
  removeFolder(path: string): Promise<void> {
    return this.#call('removeFolder', path, () => {
      for (const entry of [...this.entries.keys()])
        if (entry === path || entry.startsWith(`${path}/`)) this.entries.delete(entry);
    });
  }

  #requireParent(path: string): void {
    const parent = path.split('/').slice(0, -1).join('/');
    if (parent !== '' && !this.entries.has(parent)) throw new Error(`${parent} does not exist`);
  }

  #call<T>(call: string, path: string, action: () => T): Promise<T> {
    this.calls.push(call);
    if (this.fails(call, this.calls.length)) return Promise.reject(new Error(`${path}: disk full`));
    return new Promise((resolve) => {
      resolve(action());
    });
  }
}

const written = new Map([
  ['NetEcho', undefined],
  ['NetEcho/.vscode', undefined],
  ['NetEcho/inf', undefined],
  ['NetEcho/inf/x64', undefined],
  ['NetEcho/driver.c', 'one'],
  ['NetEcho/.vscode/tasks.json', 'two'],
  ['NetEcho/inf/x64/driver.inf', 'three'],
]);

describe('a project', () => {
  it('is written with all its folders, and nothing else', async () => {
    const folder = new MemoryFolder();
    await writeProject(folder, 'NetEcho', files, '1');
    expect(folder.entries).toEqual(written);
  });

  it('is not there at all, whichever single call fails', async () => {
    const clean = new MemoryFolder();
    await writeProject(clean, 'NetEcho', files, '1');
    for (let number = 1; number <= clean.calls.length; number++) {
      const folder = new MemoryFolder((_call, count) => count === number);
      folder.entries.set('Other', 'untouched');
      const failure = await writeProject(folder, 'NetEcho', files, '1').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(WriteError);
      expect((failure as Error).message).toMatch(/^"NetEcho" was not created: .*: disk full\.$/);
      expect([...folder.entries]).toEqual([['Other', 'untouched']]);
    }
  });

  it('names what is left when it cannot be cleared away either', async () => {
    const folder = new MemoryFolder((call) => call === 'rename' || call === 'removeFolder');
    await expect(writeProject(folder, 'NetEcho', files, '1')).rejects.toThrow(
      /The folder "\.NetEcho\.1\.tmp" could not be removed \(.*disk full\.\); please delete it\.$/,
    );
    expect(folder.entries.has('NetEcho')).toBe(false);
  });

  it('never goes over what is there', async () => {
    const folder = new MemoryFolder();
    folder.entries.set('NetEcho', 'mine');
    await expect(writeProject(folder, 'NetEcho', files, '1')).rejects.toThrow(
      /was not created: the folder has/,
    );
    expect([...folder.entries]).toEqual([['NetEcho', 'mine']]);
  });

  it('never goes over what comes to be while it is written', async () => {
    const folder = new MemoryFolder((call) => {
      if (call === 'rename') folder.entries.set('NetEcho', 'mine');
      return false;
    });
    await expect(writeProject(folder, 'NetEcho', files, '1')).rejects.toThrow(/NetEcho exists/);
    expect([...folder.entries]).toEqual([['NetEcho', 'mine']]);
  });

  it.each(['../driver.c', 'a/../../driver.c', '/driver.c', 'C:driver.c', 'a\\..\\driver.c', 'a//b', '.'])(
    'never leaves its folder: %s',
    async (path) => {
      const folder = new MemoryFolder();
      await expect(writeProject(folder, 'NetEcho', [{ path, text: '' }], '1')).rejects.toThrow(
        /not the path/,
      );
      await expect(writeProject(folder, path, files, '1')).rejects.toThrow(/not the path|not created/);
      expect(folder.calls).toEqual([]);
    },
  );
});
