import * as vscode from 'vscode';

/** A file system of the editor that lies nowhere, as a repository which was never cloned; it fails when told to. */
export class MemoryFileSystem implements vscode.FileSystemProvider {
  readonly entries = new Map<string, Uint8Array | undefined>();
  /** Thrown by the next calls that change something, by the path that they change. */
  fault: (path: string) => Error | undefined = () => undefined;

  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    if (!this.entries.has(path)) throw vscode.FileSystemError.FileNotFound(path);
    const content = this.entries.get(path);
    const type = content === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: 0, size: content?.length ?? 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    return [...this.entries.keys()]
      .filter((entry) => entry.startsWith(`${path}/`) && !entry.slice(path.length + 1).includes('/'))
      .map((entry) => [entry.slice(path.length + 1), this.stat(vscode.Uri.file(entry)).type]);
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const content = this.entries.get(path);
    if (content === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return content;
  }

  createDirectory({ path }: vscode.Uri): void {
    this.#mayChange(path);
    this.entries.set(path, undefined);
  }

  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.#mayChange(path);
    this.entries.set(path, content);
  }

  delete({ path }: vscode.Uri): void {
    for (const entry of this.#inside(path)) this.entries.delete(entry);
  }

  rename(from: vscode.Uri, to: vscode.Uri, { overwrite }: { readonly overwrite: boolean }): void {
    this.#mayChange(to.path);
    if (this.entries.has(to.path) && !overwrite) throw vscode.FileSystemError.FileExists(to);
    for (const entry of this.#inside(from.path)) {
      const content = this.entries.get(entry);
      this.entries.delete(entry);
      this.entries.set(to.path + entry.slice(from.path.length), content);
    }
  }

  #inside(path: string): string[] {
    return [...this.entries.keys()].filter((entry) => entry === path || entry.startsWith(`${path}/`));
  }

  #mayChange(path: string): void {
    const error = this.fault(path);
    if (error !== undefined) throw error;
  }
}
