import { LineIndex } from '../base/text.ts';
import { type Language, languageOf } from '../syntax/index.ts';

/** One version of an open file. Never changes, so an answer computed from it fits that version whatever is typed. */
export class Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly #languageId: string;
  #lines: LineIndex | undefined;
  #language: Language | undefined;

  /** @param languageId what the editor takes the file for; decides where the name's suffix does not (see `languageOf`). */
  constructor(uri: string, version: number, text: string, languageId: string) {
    this.uri = uri;
    this.version = version;
    this.text = text;
    this.#languageId = languageId;
  }

  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.text));
  }

  get language(): Language {
    const name = this.uri.slice(this.uri.lastIndexOf('/') + 1);
    const associated = this.#languageId === 'cpp' ? 'cpp' : 'c';
    return (this.#language ??= languageOf(name, this.text, associated));
  }
}
