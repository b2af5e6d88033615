import type { ProjectFile } from './driverProject.ts';
import { type Definition, readSourcesFile, type SourcesModel } from './sourcesFile.ts';

/** What a `sources` file makes: a driver, a library, a program. */
export interface SourcesTarget {
  /** `TARGETNAME`; undefined where it is made of what is not known. */
  readonly name: string | undefined;
  /** `TARGETTYPE` in capitals: "DRIVER", "DRIVER_LIBRARY"; undefined where none is set, or that hangs on a condition. */
  readonly type: string | undefined;
  /** Source files as written, but with slashes: relative to the file's folder, perhaps with macros that are not known. */
  readonly sources: readonly string[];
  /** Libraries that are linked, without folder and `.lib`. */
  readonly libraries: readonly string[];
  /** These are all sources and libraries in every build. */
  readonly isComplete: boolean;
}

/** Macros that name sources: `SOURCES` for all platforms, the others beside it for one. */
const sourceMacros = /^(?:(?:I386|AMD64|IA64|ARM|X86)_)?SOURCES$|^PRECOMPILED_SOURCEFILE$/;
/** Macros that name what is linked. */
const libraryMacros: readonly string[] = ['TARGETLIBS', 'LINKLIBS'];

/**
 * Reads what a `sources` file makes; undefined where it makes nothing: many files of that name have nothing to do with BUILD.
 * @param find see {@link readSourcesFile}
 */
export function readSources(
  file: ProjectFile,
  find: (name: string) => ProjectFile | undefined,
): SourcesTarget | undefined {
  const model = readSourcesFile(file, find);
  const macros = [...new Set(model.definitions.map(({ macro }) => macro))].filter((macro) =>
    sourceMacros.test(macro),
  );
  if (macros.length === 0 || !model.definitions.some(({ macro }) => /^TARGET(?:NAME|TYPE)$/.test(macro)))
    return undefined;
  const named = macros.flatMap((macro) =>
    model.words(macro).flatMap((word) => {
      const name = word.replace(/^"|"$/g, '').replaceAll('\\', '/');
      return /\.(?:c|cc|cpp|cxx)$/i.test(name) || isUnknown(name) ? [{ macro, name }] : [];
    }),
  );
  const linked = linkedLibraries(model);
  return {
    name: valueOf(model, 'TARGETNAME'),
    type: targetTypeOf(model),
    sources: [...new Set(named.map(({ name }) => name))],
    libraries: linked.names,
    isComplete:
      model.isComplete &&
      linked.isComplete &&
      named.every(({ macro }) => /^(?:SOURCES|PRECOMPILED_SOURCEFILE)$/.test(macro)) &&
      macros.every((macro) => model.certain(macro) !== undefined),
  };
}

/** Kinds of targets that are drivers. */
const driverTypes: ReadonlySet<string | undefined> = new Set(['DRIVER', 'EXPORT_DRIVER', 'MINIPORT']);

/** The target is a driver in every build. */
export function isDriver(model: SourcesModel): boolean {
  return driverTypes.has(targetTypeOf(model));
}

/** Of a target that is a program for user mode in every build: where that is said. */
export function programType(model: SourcesModel): Definition | undefined {
  const isProgram = /^(?:PROGRAM|PROGLIB|UMAPPL|UMAPPL_NOLIB)$/.test(targetTypeOf(model) ?? '');
  return isProgram ? model.certain('TARGETTYPE') : undefined;
}

function targetTypeOf(model: SourcesModel): string | undefined {
  return valueOf(model, 'TARGETTYPE')?.toUpperCase();
}

/** Names of the libraries that may be linked, lower case, without folder and `.lib`; whether all of them are known. */
export function linkedLibraries(model: SourcesModel): {
  readonly names: readonly string[];
  readonly isComplete: boolean;
} {
  const words = libraryMacros.flatMap((macro) => model.words(macro));
  const names = words.map((word) =>
    /(?:^|[\\/])([^\\/$()*?]+)\.lib"?$/i.exec(word.replace(/^"/, ''))?.[1]?.toLowerCase(),
  );
  return {
    names: names.filter((name) => name !== undefined),
    isComplete: words.every((word, index) => names[index] !== undefined || /\.(?:obj|res)$/i.test(word)),
  };
}

/** The value that a macro has in every build, when it is one word that is known. */
function valueOf(model: SourcesModel, macro: string): string | undefined {
  const [word, ...more] = model.certain(macro) === undefined ? [] : model.words(macro);
  return word === undefined || more.length > 0 || isUnknown(word) ? undefined : word.replace(/^"|"$/g, '');
}

/** A macro that is not known may stand for any name: those of other kinds of files end with their suffix. */
function isUnknown(word: string): boolean {
  return word.includes('$') && !/\.(?:rc|mc|mof|idl|inf|inx|asm|s|h|def)$/i.test(word);
}
