import type { Analyser, Source, Sources } from '../analysis/analyser.ts';
import type { Finding } from '../base/finding.ts';
import { projectFiles } from '../project/index.ts';
import type { ParsedFile, PlacedUnit } from '../syntax/index.ts';
import type { SeenSources } from './driverSources.ts';
import { leastSight, type Sight } from './sight.ts';
import { wskNames } from './sourceIndex.ts';

/** The findings of one file, by all drivers that it is part of, with the rules' own severities. */
export interface FileFindings<File> {
  readonly file: File;
  readonly findings: readonly Finding[];
  /** The least that was seen of one of the drivers. */
  readonly sight: Sight;
}

/** Brings the findings of drivers together by files: what two drivers have to say of a file that they share is said once. */
export class FindingsByFile<File> {
  readonly #files = new Map<string, FileFindings<File>>();

  /**
   * @param files of a driver, with what is known of each; the build files in which something was found as well
   * @param findings all of the driver, or those of them that are wanted
   */
  add(
    files: readonly { readonly uri: string; readonly file: File }[],
    findings: readonly Finding[],
    sight: Sight,
  ): void {
    for (const { uri, file } of files) {
      const before = this.#files.get(uri);
      const own = findings.filter((finding) => finding.uri === uri);
      const news =
        before === undefined
          ? own
          : own.filter((finding) => !before.findings.some((known) => isSameFinding(known, finding)));
      this.#files.set(uri, {
        file,
        findings: [...(before?.findings ?? []), ...news],
        sight: leastSight(sight, before?.sight ?? 'driver'),
      });
    }
  }

  get(uri: string): FileFindings<File> | undefined {
    return this.#files.get(uri);
  }

  entries(): Iterable<[string, FileFindings<File>]> {
    return this.#files.entries();
  }
}

/** The build files in which something was found, or is to be edited, as sources without code. */
export function projectSources(
  { project }: Sources,
  findings: readonly Finding[],
): readonly Pick<Source, 'uri' | 'file'>[] {
  if (project === undefined) return [];
  const concerned = findings.flatMap(({ uri, path, fixes }) => [
    { uri },
    ...path,
    ...fixes.flatMap(({ edits }) => edits),
  ]);
  const found = new Set(concerned.map(({ uri }) => uri));
  return projectFiles(project)
    .filter(({ uri }) => found.has(uri))
    .map(({ uri, text }) => ({ uri, file: withoutCode(text) }));
}

/** A text that is not C: no unit of it is parsed. */
export function withoutCode(text: string): ParsedFile {
  return { text, language: 'c', units: [], isBalanced: true, errorCount: () => 0 };
}

/** One rule says something of one place. */
export function isSameFinding(a: Finding, b: Finding): boolean {
  return a.uri === b.uri && a.rule === b.rule && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** How much of a driver the latest analysis saw. */
export function sightOf(analyser: Analyser, { id, files, sight }: SeenSources): Sight {
  if (analyser.work(id).gaveUp) return 'part';
  return files.some(({ file }) => brokenUnits(file).length > 0) ? leastSight(sight, 'folder') : sight;
}

/** Functions and declarations that mention WSK and do not parse. */
export function brokenUnits(file: ParsedFile): readonly PlacedUnit[] {
  return file.units.filter(
    ({ unit }) => wskNames.some((name) => unit.source.includes(name)) && unit.hasError,
  );
}
