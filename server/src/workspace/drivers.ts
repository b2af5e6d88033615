import { alone, type Source } from '../analysis/analyser.ts';
import { type DriverProject, type ProjectFile, projectFiles } from '../project/index.ts';
import type { ParsedFile, Parser } from '../syntax/index.ts';
import type { DriverSources, SeenSources } from './driverSources.ts';
import { type Excludes, isBuildFile } from './discovery.ts';
import type { FileSystem } from './fileSystem.ts';
import { keyOf } from './paths.ts';
import { SourceIndex, type ByteSearch } from './sourceIndex.ts';
import { inTurns } from './turns.ts';

/** What finds and reads the sources of a workspace; a platform without a disk has none. */
export interface Disk {
  readonly fileSystem: FileSystem;
  readonly search: ByteSearch;
}

/** A file as an editor has it. */
export interface EditedFile {
  readonly uri: string;
  readonly file: ParsedFile;
}

/** What was read of a driver, until something shows that other files are needed. */
interface ReadDriver {
  readonly driver: DriverSources;
  /** With the texts of the disk; undefined when nothing of the driver concerns us. */
  readonly onDisk: SeenSources | undefined;
  /** The same with the texts of the editors: one object for the same texts. */
  current: SeenSources | undefined;
}

/**
 * The drivers of the workspace's folders, with the texts that editors have. Which files a driver needs is found out anew when
 * a file is opened, closed, saved or changed on disk, not while somebody types.
 */
export class Drivers {
  readonly #disk: Disk;
  readonly #parser: Parser;
  #index: SourceIndex | undefined;
  readonly #read = new Map<DriverSources, Promise<ReadDriver>>();
  #scans = 0;

  constructor(disk: Disk, parser: Parser) {
    this.#disk = disk;
    this.#parser = parser;
  }

  /**
   * Looks through folders (by their URIs); what was known before holds until it is done. A scan that is overtaken by another ends unfinished.
   * @param maxFileSize in bytes
   * @param progress is told of the number of files that were looked at, from time to time
   * @returns whether it was not overtaken
   */
  async scan(
    uris: readonly string[],
    maxFileSize: number,
    excludes: Excludes,
    progress: (files: number) => void,
  ): Promise<boolean> {
    const scan = ++this.#scans;
    const index = new SourceIndex(() => Promise.resolve(this.#parser), {
      ...this.#disk,
      maxFileSize,
      excludes,
    });
    const folders = uris.flatMap((uri) => this.#disk.fileSystem.pathOf(uri) ?? []);
    let count = 0;
    const steps = index.scan(folders);
    const files: Iterator<void, boolean> = {
      next: () => {
        if (scan !== this.#scans) return { done: true, value: false };
        if (steps.next().done === true) return { done: true, value: true };
        count++;
        return { done: false, value: undefined };
      },
    };
    const isDone = await inTurns(files, () => {
      progress(count);
    });
    if (!isDone) return false;
    this.#index = index;
    this.#read.clear();
    return true;
  }

  /** All drivers that were found and concern us, with the texts of the editors, and headers that none of them includes. */
  async all(edited: readonly EditedFile[]): Promise<readonly SeenSources[]> {
    const drivers = this.#index?.drivers() ?? [];
    const read = await Promise.all(drivers.map((driver) => this.#sources(driver, edited)));
    const found = read.filter((sources) => sources !== undefined);
    const known = found.flatMap(({ files }) => files.map(({ uri }) => uri));
    const index = this.#index;
    const strays = index?.strays(known).map((path) => index.alone(path)) ?? [];
    const others = (await Promise.all(strays)).filter((sources) => sources !== undefined);
    return [...found, ...others];
  }

  /** The drivers that a file is needed for; itself alone, when there are none. */
  async of({ uri, file }: EditedFile, edited: readonly EditedFile[]): Promise<readonly SeenSources[]> {
    const path = this.#disk.fileSystem.pathOf(uri);
    const drivers = path === undefined ? [] : this.#driversWith(path);
    const read = await Promise.all(drivers.map((driver) => this.#sources(driver, edited)));
    const needing = read.filter((sources) => sources !== undefined && isPart(sources, uri)) as SeenSources[];
    return needing.length > 0 ? needing : [{ ...alone(uri, file), sight: 'part' }];
  }

  /** A header belongs to all drivers, as far as they include it. */
  #driversWith(path: string): readonly DriverSources[] {
    const index = this.#index;
    if (index === undefined) return [];
    const own = isBuildFile(path) ? [] : index.driversOf(path);
    return own.length > 0 ? own : index.drivers();
  }

  /** Other files may be needed now: a file was opened, closed, saved or changed on disk. */
  forget(uri: string): void {
    const path = this.#disk.fileSystem.pathOf(uri);
    if (path === undefined) return;
    this.#index?.reload(path);
    for (const driver of this.#driversWith(path)) this.#read.delete(driver);
  }

  async #sources(driver: DriverSources, edited: readonly EditedFile[]): Promise<SeenSources | undefined> {
    let reading = this.#read.get(driver);
    if (reading === undefined) {
      reading = driver.read().then((onDisk) => ({ driver, onDisk, current: onDisk }));
      this.#read.set(driver, reading);
    }
    const read = await reading;
    read.current = this.#withTexts(read, edited);
    return read.current;
  }

  /** The sources with what editors have of them, under the URIs that these use. */
  #withTexts({ onDisk, current }: ReadDriver, edited: readonly EditedFile[]): SeenSources | undefined {
    if (onDisk === undefined) return undefined;
    const { fileSystem } = this.#disk;
    const byKey = new Map(
      edited.flatMap(({ uri, file }) => {
        const path = fileSystem.pathOf(uri);
        return path === undefined ? [] : [[keyOf(path), { uri, file }] as const];
      }),
    );
    const editedUri = (uri: string): string => byKey.get(keyOf(fileSystem.pathOf(uri) ?? ''))?.uri ?? uri;
    const files = onDisk.files.map((source): Source => {
      const own = byKey.get(keyOf(fileSystem.pathOf(source.uri) ?? ''));
      const includes = source.includes.map(editedUri);
      return own === undefined ? { ...source, includes } : { ...own, includes };
    });
    const isSame = files.every(({ uri, file }, index) => {
      const known = current?.files[index];
      return known?.uri === uri && known.file === file;
    });
    const project = onDisk.project && this.#withProjectTexts(onDisk.project, byKey);
    if (isSame && current !== undefined && isSameProject(current.project, project)) return current;
    return { ...onDisk, files, project };
  }

  #withProjectTexts(project: DriverProject, edited: ReadonlyMap<string, EditedFile>): DriverProject {
    const textOf = (file: ProjectFile): ProjectFile => {
      const own = edited.get(keyOf(this.#disk.fileSystem.pathOf(file.uri) ?? ''));
      return own === undefined ? file : { uri: own.uri, text: own.file.text };
    };
    return { ...project, main: textOf(project.main), others: project.others.map(textOf) };
  }
}

/** The URI is one of a source or of a build file. */
function isPart({ files, project }: SeenSources, uri: string): boolean {
  return files.some((source) => source.uri === uri) || isProjectFile(project, uri);
}

function isProjectFile(project: DriverProject | undefined, uri: string): boolean {
  return project !== undefined && projectFiles(project).some((file) => file.uri === uri);
}

function isSameProject(a: DriverProject | undefined, b: DriverProject | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const left = projectFiles(a);
  return projectFiles(b).every(
    ({ uri, text }, index) => left[index]?.uri === uri && left[index].text === text,
  );
}
