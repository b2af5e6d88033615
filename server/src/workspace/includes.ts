import type { ParsedFile } from '../syntax/index.ts';
import { folderOf, keyOf, resolvePath, sharedFolders } from './paths.ts';

/** Finds the project headers that files include: beside them, or in another folder that was found. */
export class IncludeResolver {
  readonly #byName = new Map<string, string[]>();

  /** @param headers paths of all headers that were found. */
  constructor(headers: readonly string[]) {
    for (const path of headers) {
      const name = keyOf(path).split('/').at(-1) ?? '';
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), path]);
    }
  }

  /**
   * Path of the header that a file means by a name with slashes or backslashes; undefined where there is none. The
   * build's include folders are not known: of several headers that end in the name, the nearest is taken.
   */
  resolve(name: string, from: string): string | undefined {
    const wanted = keyOf(name);
    const candidates = this.#byName.get(wanted.split('/').at(-1) ?? '') ?? [];
    const beside = keyOf(resolvePath(folderOf(from), name.replaceAll('\\', '/')));
    const exact = candidates.find((path) => keyOf(path) === beside);
    if (exact !== undefined) return exact;
    const tail = wanted.replace(/^(?:\.{1,2}\/)+/, '');
    const alike = candidates.filter((path) => keyOf(path).endsWith(`/${tail}`));
    return alike.sort((a, b) => sharedFolders(b, from) - sharedFolders(a, from))[0];
  }
}

/** Names in the `#include` lines of a file, in order. */
export function includedNames(file: ParsedFile): string[] {
  return file.units.flatMap(({ unit }) => {
    const name =
      unit.kind === 'include' ? /#\s*include\s*[<"]([^>"]+)[>"]/.exec(unit.source)?.[1] : undefined;
    return name === undefined ? [] : [name];
  });
}

/** The names that a file includes, and those that headers with such names among `headers` include in turn. */
export function allIncludedNames(
  file: ParsedFile,
  headers: readonly { readonly uri: string; readonly file: ParsedFile }[],
): ReadonlySet<string> {
  const names = new Set(includedNames(file).map(lastPart));
  for (const name of names) {
    for (const header of headers) {
      if (lastPart(header.uri) !== name) continue;
      for (const inner of includedNames(header.file)) names.add(lastPart(inner));
    }
  }
  return names;
}

function lastPart(path: string): string {
  return keyOf(path).split(/[\\/]/).at(-1) ?? '';
}
