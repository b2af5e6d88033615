import type { Source, Sources } from '../../server/src/analysis/analyser.ts';
import type { Finding } from '../../server/src/base/finding.ts';
import { type DriverProject, loadXmlReader, type ProjectFile } from '../../server/src/project/index.ts';
import { languageOf, type ParsedFile } from '../../server/src/syntax/index.ts';
import { includedNames } from '../../server/src/workspace/includes.ts';
import { newAnalyser, parser } from './analyse.ts';
import { isCode } from './fixtures.ts';

const folder = 'file:///driver/';
const xml = await loadXmlReader();

/** Findings of a driver that consists of these files, by file name. */
export function analyseDriver(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Finding[]> {
  const findings = newAnalyser().analyse(driverOf(files));
  return new Map([...files.keys()].map((name) => [name, findings.filter(({ uri }) => nameOf(uri) === name)]));
}

/** The driver that consists of these files, which is whole when DriverEntry is in one of them. */
export function driverOf(files: ReadonlyMap<string, string>): Sources {
  const sources = [...files].filter(([name]) => isCode(name));
  return { ...sourcesOf(parseAll(new Map(sources))), project: projectOf(files) };
}

/** The first file that says how a driver is built, with the others beside it. */
function projectOf(files: ReadonlyMap<string, string>): DriverProject | undefined {
  const all = [...files]
    .filter(([name]) => !isCode(name))
    .map(([name, text]): ProjectFile => ({ uri: folder + name, text }));
  const main = all.find(({ uri }) =>
    /\.vcxproj$|CMakeLists\.txt$|\/sources$|\/compile_commands\.json$/.test(uri),
  );
  if (main === undefined) return undefined;
  const target = /(?:wdk_add_driver\(|^TARGETNAME *=)\s*(\w+)/m.exec(main.text)?.[1];
  return { main, xml, target, others: all.filter((file) => file !== main), namedLibraries: new Set() };
}

/** DriverEntry is in the file: a driver to which it belongs lacks nothing. */
export function definesDriverEntry(text: string): boolean {
  return /\bDriverEntry\s*\([^;{}]*\{/.test(text);
}

/** The name of a file of such a driver. */
export function nameOf(uri: string): string {
  return uri.slice(folder.length);
}

export function parseAll(files: ReadonlyMap<string, string>): ReadonlyMap<string, ParsedFile> {
  return new Map([...files].map(([name, text]) => [name, parser.parse(text, languageOf(name, text))]));
}

/** The sources of a driver that consists of these files, and is whole when one of them defines DriverEntry. */
export function sourcesOf(files: ReadonlyMap<string, ParsedFile>): Sources {
  const isWhole = [...files.values()].some(({ text }) => definesDriverEntry(text));
  const sources = [...files].map(([name, file]): Source => ({
    uri: folder + name,
    file,
    includes: includesOf(name, files),
  }));
  return { id: folder, files: sources, isWhole };
}

/** URIs of the headers that a file includes, also through others. */
function includesOf(name: string, files: ReadonlyMap<string, ParsedFile>): string[] {
  const seen = new Set([name]);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const next of seen) {
    const file = files.get(next);
    if (file !== undefined)
      for (const included of includedNames(file)) if (files.has(included)) seen.add(included);
  }
  seen.delete(name);
  return [...seen].map((header) => folder + header);
}
