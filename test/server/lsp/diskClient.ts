import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createAnalyser } from '../../../server/src/analysis/index.ts';
import { byteSearch } from '../../../server/src/workspace/byteSearch.node.ts';
import { nodeFileSystem } from '../../../server/src/workspace/fileSystem.node.ts';
import { testParser } from '../../support/parser.ts';
import { connectInProcess, type TestClient } from './testClient.ts';

/** A temporary folder with source files, and a client of a server that reads it. */
export class DiskClient {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'wsk-')));
  readonly client: TestClient;
  /** For `initialize`. */
  readonly workspaceFolders = [{ uri: pathToFileURL(this.folder).href, name: 'drivers' }];

  /** @param files contents by name, which may have folders in it */
  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    const disk = { fileSystem: nodeFileSystem, search: byteSearch };
    this.client = connectInProcess({ createParser: testParser, createAnalyser, disk });
  }

  uri(name: string): string {
    return pathToFileURL(this.path(name)).href;
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Writes a file, of which the editor tells the server. */
  async save(name: string, text: string): Promise<void> {
    this.write(name, text);
    await this.client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: this.uri(name), type: 2 }],
    });
  }

  /** Rules of the diagnostics that were published last of a file. */
  shown(name: string): readonly unknown[] {
    const last = this.client.published.findLast(({ uri }) => uri === this.uri(name));
    return last?.diagnostics.map(({ code }) => code) ?? [];
  }

  dispose(): void {
    this.client.connection.dispose();
    rmSync(this.folder, { recursive: true });
  }
}
