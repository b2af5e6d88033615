import { formsOf, type NameForms } from './nameForms.ts';
import { poolTagOf, reversed } from './poolTag.ts';
import type { ProjectFile, Sample } from './sample.ts';

/**
 * The files of a new driver: those of the sample with its name replaced by the driver's in texts and paths, its pool
 * tags by tags made of the driver's name, and the GUIDs that identify its projects by fresh ones. All else stays as
 * it is, byte by byte.
 * @param name one that `nameFault` and {@link nameConflict} have nothing against
 * @param newGuid gives another GUID each time, `xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`
 */
export function scaffold(sample: Sample, name: string, newGuid: () => string): readonly ProjectFile[] {
  const rename = renaming(sample, name, newGuid);
  return sample.files.map(({ path, text }) => ({ path: rename(path), text: rename(text) }));
}

/**
 * Says why a name cannot be used with a sample although it is a good one: the sample's code calls something else so,
 * or has a file of that name. Undefined when it can.
 */
export function nameConflict(sample: Sample, name: string): string | undefined {
  const rename = renaming(sample, name, () => '');
  const taken = new Map<string, string>();
  const made = new Set<string>();
  for (const { path, text } of sample.files) {
    if (!/\.(c|h|cpp|hpp)$/i.test(path)) continue;
    for (const [identifier] of text.matchAll(/\b[A-Za-z_]\w*/g)) {
      const renamed = rename(identifier);
      if (renamed !== identifier) made.add(renamed);
      else taken.set(identifier, path);
    }
  }
  for (const identifier of made) {
    const path = taken.get(identifier);
    if (path !== undefined)
      return `The sample calls something else "${identifier}" (${path}). Choose another name.`;
  }

  const paths = new Set<string>();
  for (const { path } of sample.files) {
    const renamed = rename(path);
    // Windows tells files apart without regard to case.
    if (paths.has(renamed.toLowerCase()))
      return `The sample has a file of that name already (${renamed}). Choose another name.`;
    paths.add(renamed.toLowerCase());
  }
  return undefined;
}

/** Replaces all that is the sample's own, in one pass: what was put in is not looked at again. */
function renaming(sample: Sample, name: string, newGuid: () => string): (text: string) => string {
  const own = new Map([...tagsOf(sample, name), ...guidsOf(sample, newGuid)]);
  const old = formsOf(sample.name);
  const forms = formsOf(name);
  const byForm = new Map(entriesOf(old).map(([form, text]) => [text, forms[form]]));
  const pattern = new RegExp(
    [
      ...[...own.keys()].map((text) => `(?<!\\w)${text}(?!\\w)`),
      // As a name of its own it is written as the person wrote it, as a part of others as its neighbours are.
      `(?<whole>(?<!\\w)${old.pascal}(?!\\w))`,
      ...byForm.keys(),
    ].join('|'),
    'g',
  );
  return (text) =>
    text.replace(pattern, (found: string, ...rest: unknown[]) => {
      const groups = rest.at(-1) as { readonly whole?: string };
      return groups.whole === undefined ? (own.get(found) ?? byForm.get(found) ?? found) : name;
    });
}

function entriesOf(forms: NameForms): readonly (readonly [keyof NameForms, string])[] {
  return Object.entries(forms) as [keyof NameForms, string][];
}

/** Tags that the sample defines (`#define DRIVER_TAG 'cEpT'`), as written and as debuggers show them. */
function tagsOf(sample: Sample, name: string): readonly (readonly [string, string])[] {
  const definition = /^[ \t]*#[ \t]*define[ \t]+\w*TAG\w*[ \t]+\(?(?:ULONG\))?'(\w{4})'/gm;
  const old = new Set(
    sample.files.flatMap(({ text }) => [...text.matchAll(definition)].map(([, tag = '']) => tag)),
  );
  const first = poolTagOf(name);
  return [...old].flatMap((tag, i) => {
    const shown = i === 0 ? first : first.slice(0, 3) + i.toString(36);
    return [
      [tag, reversed(shown)],
      [reversed(tag), shown],
    ] as const;
  });
}

/**
 * The GUIDs that are the sample's own: of projects, solutions and folders in projects. All others, such as that of
 * the language of a project or the class of a device, mean the same everywhere.
 */
function guidsOf(sample: Sample, newGuid: () => string): readonly (readonly [string, string])[] {
  const declaration =
    /(?:<(?:ProjectGuid|UniqueIdentifier)>|\bSolutionGuid = )\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/gi;
  const old = new Set(
    sample.files.flatMap(({ text }) =>
      [...text.matchAll(declaration)].map(([, guid = '']) => guid.toLowerCase()),
    ),
  );
  return [...old].flatMap((guid) => {
    const fresh = newGuid().toLowerCase();
    return [
      [guid, fresh],
      [guid.toUpperCase(), fresh.toUpperCase()],
    ] as const;
  });
}
