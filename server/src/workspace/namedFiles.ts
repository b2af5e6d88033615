import type { FoundSource } from './buildUnits.ts';
import { keyOf, resolvePath, wildcard } from './paths.ts';

/** `$(ProjectDir)x.c`, `$(MSBuildThisFileDirectory)x.c`: relative to the project. */
export function withoutProperties(name: string): string {
  return name.replace(/\$\((?:ProjectDir|MSBuild\w*Directory)\)\/?/gi, '');
}

/** The files that a build names; `isComplete` when each name led to some. */
export function filesNamed(
  names: readonly string[],
  folder: string,
  sources: readonly FoundSource[],
): { readonly files: readonly string[]; readonly isComplete: boolean } {
  const byKey = new Map(sources.map(({ path }) => [keyOf(path), path]));
  const found = names.map((written) => {
    const name = withoutProperties(written);
    const path = resolvePath(folder, name);
    if (/[*?]/.test(name)) {
      const isMeant = wildcard(path);
      return [...byKey].filter(([key]) => isMeant(key)).map(([, file]) => file);
    }
    const exact = byKey.get(keyOf(path));
    if (exact !== undefined) return [exact];
    // A folder that only the build knows: the file is taken where one alone ends like the rest of the name.
    const rest = /^\$[({]\w+[)}]\/?(.*)$/.exec(name)?.[1];
    const alike =
      rest === undefined
        ? []
        : [...byKey].filter(([key]) => key.endsWith(`/${keyOf(rest)}`)).map(([, file]) => file);
    return alike.length === 1 ? alike : [];
  });
  return { files: [...new Set(found.flat())], isComplete: found.every((files) => files.length > 0) };
}
