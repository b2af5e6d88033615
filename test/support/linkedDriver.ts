import type { Range } from 'vscode-languageserver-types';
import { LineIndex } from '../../server/src/base/text.ts';
import { LinkedDriver } from '../../server/src/features/navigation/linkedDriver.ts';
import { newAnalyser } from './analyse.ts';
import { driverOf } from './analyseDriver.ts';

const folder = 'file:///driver/';

/** A driver of files whose texts may have an `@` in front of the word that a test is about. */
export class MarkedDriver {
  readonly linked: LinkedDriver;
  readonly texts: ReadonlyMap<string, string>;
  /** The file and offset of the mark. */
  readonly uri: string;
  readonly offset: number;

  constructor(files: Readonly<Record<string, string>>) {
    const entries = Object.entries(files);
    const [name, text] = entries.find(([, each]) => each.includes('@')) ?? entries[0] ?? ['', ''];
    this.uri = folder + name;
    this.offset = Math.max(text.indexOf('@'), 0);
    this.texts = new Map(entries.map(([file, each]) => [file, each.replace('@', '')]));
    const sources = driverOf(this.texts);
    this.linked = new LinkedDriver(sources, newAnalyser().link(sources));
  }

  /** Where a place is and what stands there: `a.c:3 OnAccept`. */
  show(uri: string, { start, end }: Range): string {
    const name = uri.slice(folder.length);
    const text = this.texts.get(name) ?? '';
    const lines = new LineIndex(text);
    const from = lines.lineStart(start.line) + start.character;
    const to = lines.lineStart(end.line) + end.character;
    return `${name}:${start.line + 1} ${text.slice(from, to)}`;
  }
}
