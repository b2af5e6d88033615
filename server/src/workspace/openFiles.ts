import { Cancelled } from '../base/cancellation.ts';
import { editBetween } from '../base/edits.ts';
import type { TextEdit } from '../base/text.ts';
import type { ParsedFile, Parser } from '../syntax/index.ts';
import { isBuildFile } from './discovery.ts';
import type { EditedFile } from './drivers.ts';
import { withoutCode } from './fileFindings.ts';
import { Snapshot } from './snapshot.ts';
import { SteadyFile, type Steady } from './steady.ts';

/** An open file: its present state, and the latest tree, kept for as long as it is asked for again. */
interface OpenFile {
  readonly languageId: string;
  snapshot: Snapshot;
  readonly steady: SteadyFile;
  parsed: { readonly snapshot: Snapshot; readonly file: ParsedFile } | undefined;
}

/** What a reader makes of an open file. */
export type Reading = (snapshot: Snapshot) => Promise<ParsedFile>;

/** The files that an editor has open, with their trees: as they are, and without what is half typed. */
export class OpenFiles {
  readonly #parser: Parser;
  readonly #files = new Map<string, OpenFile>();

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const snapshot = new Snapshot(uri, version, text, languageId);
    this.#files.set(uri, { languageId, snapshot, steady: new SteadyFile(this.#parser), parsed: undefined });
  }

  /**
   * Puts a new version in place of the one before; a file that is not open is left alone.
   * @param edit that was made of the version before; without it, what differs is taken for one edit
   */
  change(uri: string, version: number, text: string, edit?: TextEdit): void {
    const file = this.#files.get(uri);
    if (file === undefined) return;
    const made = edit ?? editBetween(file.snapshot.text, text);
    if (made !== undefined) file.steady.change(made);
    file.snapshot = new Snapshot(uri, version, text, file.languageId);
  }

  close(uri: string): void {
    this.#files.delete(uri);
  }

  /** What is typed in a file counts as finished. */
  finish(uri: string): void {
    this.#files.get(uri)?.steady.finish();
  }

  uris(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** The present state of a file; undefined when it is not open. */
  snapshot(uri: string): Snapshot | undefined {
    return this.#files.get(uri)?.snapshot;
  }

  /** Whether a snapshot is the latest of its file. Throws `Cancelled` when the file was closed. */
  isLatest(snapshot: Snapshot): boolean {
    return this.#file(snapshot).snapshot === snapshot;
  }

  /** Parses a snapshot, or gives the tree it has. Throws `Cancelled` when the file was closed. */
  readonly parse: Reading = async (snapshot) => {
    const { text, language, uri } = snapshot;
    const isCode = !isBuildFile(uri);
    if (isCode) await this.#parser.ensure(language);
    const file = this.#file(snapshot);
    const last = file.parsed;
    if (last?.snapshot === snapshot) return last.file;
    const parsed = !isCode
      ? withoutCode(text)
      : last?.file.language === language
        ? this.#parser.update(last.file, text)
        : this.#parser.parse(text, language);
    file.parsed = { snapshot, file: parsed };
    return parsed;
  };

  /** What is judged of a snapshot: without what is half typed in its code. One that was overtaken is taken as it is. */
  async steadyOf(snapshot: Snapshot): Promise<Steady> {
    const parsed = await this.parse(snapshot);
    const isHeldBack = this.isLatest(snapshot) && !isBuildFile(snapshot.uri);
    return isHeldBack ? this.#file(snapshot).steady.of(parsed) : { file: parsed, heldBack: [] };
  }

  readonly readSteady: Reading = async (snapshot) => (await this.steadyOf(snapshot)).file;

  /** Edits of a file that its steady text is without. */
  heldBack(uri: string): Steady['heldBack'] {
    return this.#files.get(uri)?.steady.heldBack ?? [];
  }

  /** All files, as `read` has them; those that are closed meanwhile are left out. */
  async all(read: Reading = this.readSteady): Promise<readonly EditedFile[]> {
    const open = [...this.#files].map(async ([uri, { snapshot }]) => {
      try {
        return [{ uri, file: await read(snapshot) }];
      } catch (error) {
        if (error instanceof Cancelled) return [];
        throw error;
      }
    });
    return (await Promise.all(open)).flat();
  }

  #file({ uri }: Snapshot): OpenFile {
    const file = this.#files.get(uri);
    if (file === undefined) throw new Cancelled();
    return file;
  }
}
