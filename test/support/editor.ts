import { join } from 'node:path';
import { createAnalyser } from '../../server/src/analysis/index.ts';
import type { Finding } from '../../server/src/base/finding.ts';
import { silentLogger } from '../../server/src/base/logger.ts';
import { applyEdits, type TextEdit } from '../../server/src/base/text.ts';
import { byteSearch } from '../../server/src/workspace/byteSearch.node.ts';
import { defaultSettings } from '../../server/src/workspace/settings.ts';
import type { Snapshot } from '../../server/src/workspace/snapshot.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { memoryFileSystem, root } from '../server/cli/support.ts';
import { testParser } from './parser.ts';

/** A driver on a disk in memory, and one of its files open in an editor. */
export class Editor {
  text: string;
  readonly workspace: Workspace;
  readonly #uri: string;
  #version = 1;

  private constructor(workspace: Workspace, uri: string, text: string) {
    this.workspace = workspace;
    this.text = text;
    this.#uri = uri;
  }

  /**
   * @param files of the driver, texts by name
   * @param name of the file that is opened
   */
  static async open(files: ReadonlyMap<string, string>, name: string): Promise<Editor> {
    const parser = await testParser();
    const fileSystem = memoryFileSystem(Object.fromEntries(files));
    const disk = { fileSystem, search: byteSearch };
    const workspace = new Workspace(parser, createAnalyser(parser), silentLogger, () => undefined, disk);
    await workspace.scan([fileSystem.uriOf(root)], defaultSettings.maxFileSize, () => undefined);
    const editor = new Editor(workspace, fileSystem.uriOf(join(root, name)), files.get(name) ?? '');
    workspace.open(editor.#uri, 'c', 1, editor.text);
    return editor;
  }

  edit(edit: TextEdit): void {
    this.text = applyEdits(this.text, [edit]);
    this.workspace.change(this.#uri, ++this.#version, this.text, edit);
  }

  insert(at: number, newText: string): void {
    this.edit({ span: { start: at, end: at }, newText });
  }

  delete(start: number, end: number): void {
    this.edit({ span: { start, end }, newText: '' });
  }

  save(): void {
    this.workspace.saved(this.#uri);
  }

  get snapshot(): Snapshot {
    const snapshot = this.workspace.snapshot(this.#uri);
    if (snapshot === undefined) throw new Error('the file is open');
    return snapshot;
  }

  /** What the editor shows of the open file. */
  async findings(): Promise<readonly Finding[]> {
    const verdict = await this.workspace.judge(this.snapshot, defaultSettings);
    if (verdict.kind !== 'analysed') throw new Error(`the file is ${verdict.kind}`);
    return verdict.findings;
  }
}
