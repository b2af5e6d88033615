import type { Unread } from './msbuildProject.ts';

/** A `compile_commands.json`: a JSON compilation database, as Clang's documentation describes it. */
export interface CompileDatabase {
  readonly targets: readonly CompileTarget[];
}

/** What is linked together, as far as the names of outputs tell. */
export interface CompileTarget {
  /** The folder of its objects, e.g. `CMakeFiles/drv`; '' for the entries whose output tells no target. */
  readonly name: string;
  readonly entries: readonly CompileEntry[];
}

/** How one file is compiled. */
export interface CompileEntry {
  /** Source file with slashes: absolute, or relative to the folder of the database. */
  readonly file: string;
  /** The command has a sign of kernel mode. */
  readonly isKernel: boolean;
  /** The command puts a header in front of the file, or may: some of it is in another file. */
  readonly mayForceInclude: boolean;
}

/** Entries beyond are not looked at, and the database is refused: it is none of a driver. */
const maxEntries = 50_000;

/** Reads a compilation database, C and C++ alone. Never throws. */
export function readCompileCommands(text: string): CompileDatabase | Pick<Unread, 'reason'> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // Of JSON that is nested too deeply, some engines say so by a RangeError.
    const isDeep = error instanceof RangeError;
    return { reason: isDeep ? 'is nested too deeply' : 'is not valid JSON' };
  }
  if (!Array.isArray(json)) return { reason: 'is no list of commands' };
  if (json.length > maxEntries) return { reason: `has more than ${maxEntries} commands` };
  const targets = new Map<string, CompileEntry[]>();
  for (const each of json as readonly unknown[]) {
    const entry = isObject(each) ? readEntry(each) : undefined;
    if (entry === undefined) return { reason: 'has an entry without file, directory or command' };
    if (!/\.(?:c|cc|cpp|cxx)$/i.test(entry.file)) continue;
    const known = targets.get(entry.target);
    if (known === undefined) targets.set(entry.target, [entry]);
    else known.push(entry);
  }
  return { targets: [...targets].map(([name, entries]) => ({ name, entries })) };
}

function readEntry(json: Readonly<Record<string, unknown>>): (CompileEntry & { target: string }) | undefined {
  const { file, directory, command, output } = json;
  const words = wordsOf(json['arguments']) ?? (typeof command === 'string' ? split(command) : undefined);
  if (typeof file !== 'string' || typeof directory !== 'string' || words === undefined) return undefined;
  const name = slashes(file);
  return {
    file: isAbsolute(name) ? name : `${slashes(directory)}/${name}`,
    isKernel: words.some((word, index) => isKernelSign(word, words[index - 1])),
    mayForceInclude: words.some((word) => /^(?:[/-]FI|-{1,2}include|-imacros|@)/.test(word)),
    target: targetOf(typeof output === 'string' ? output : outputIn(words)),
  };
}

/** Words of a command line, quotes taken off. */
function split(command: string): readonly string[] {
  return [...command.matchAll(/(?:"(?:\\"|[^"])*"?|'[^']*'?|[^\s"'])+/g)].map(([word]) =>
    word.replace(/["']/g, ''),
  );
}

function wordsOf(json: unknown): readonly string[] | undefined {
  const words: readonly unknown[] | undefined = Array.isArray(json) ? json : undefined;
  return words?.every((word) => typeof word === 'string') === true ? words : undefined;
}

/** `/kernel`, its macro, or the folder of the kernel's headers, which code for user mode has no use for. */
function isKernelSign(word: string, before: string | undefined): boolean {
  if (/^[/-]kernel$|^[/-]D_KERNEL_MODE(?:=1)?$/.test(word)) return true;
  const folder = /^(?:[/-]I|-isystem|[/-]external:I|-imsvc)(.*)$/.exec(word)?.[1] ?? '';
  const isFolder = /^(?:[/-]I|-isystem|[/-]external:I|-imsvc)$/.test(before ?? '');
  return /[\\/](?:km|ddk)[\\/]?$/i.test(isFolder ? word : folder);
}

function outputIn(words: readonly string[]): string {
  const at = words.indexOf('-o');
  return words[at < 0 ? -1 : at + 1] ?? words.find((word) => /^[/-]Fo/.test(word))?.slice(3) ?? '';
}

/** CMake and Meson keep the objects of a target in a folder that is called after it, `drv.dir` and `drv.p`. */
function targetOf(output: string): string {
  return /^((?:.*\/)?[^/]+)\.(?:dir|p)\//.exec(slashes(output))?.[1] ?? '';
}

function isAbsolute(name: string): boolean {
  return /^(?:\/|[A-Za-z]:)/.test(name);
}

function slashes(name: string): string {
  return name.replaceAll('\\', '/');
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
