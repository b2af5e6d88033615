import type { Location } from '../base/finding.ts';
import type { ProjectFile } from './driverProject.ts';

/** A value that a `sources` file, or one that it includes, gives to a macro. */
export interface Definition {
  /** In capitals: people write it in either case. */
  readonly macro: string;
  /** Continued lines included, comments blanked: as long as the text at its place. */
  readonly value: string;
  /** Of the value without blanks around it; empty, behind the equals sign, where there is none. */
  readonly at: Location;
  /** An `!if` is around it. */
  readonly isConditional: boolean;
}

/** A `sources` file of BUILD, the build tool of the WDKs up to that of Windows 7, with what it includes. */
export interface SourcesModel {
  readonly uri: string;
  readonly text: string;
  /** In their order. */
  readonly definitions: readonly Definition[];
  /** Everything that it includes was seen, but for what the WDK brings. */
  readonly isComplete: boolean;
  /** Words that a macro may hold, whatever its conditions; a macro in them that is not known stays as written. */
  words(macro: string): readonly string[];
  /** Where a macro gets the value that it has in every build; undefined where it has none, or that hangs on a condition. */
  certain(macro: string): Definition | undefined;
}

/** Files that are included at most; beyond, the file is not understood. */
const maxIncludes = 60;
/** Characters that the words of one macro may come to: macros can hold each other many times over. */
const maxExpansion = 100_000;

/**
 * Reads a `sources` file. Any text gives an answer. Conditions are not evaluated: what stands under one may hold or not.
 * @param find gives the file that an `!include` names, with slashes and relative to the folder of the main file
 */
export function readSourcesFile(
  main: ProjectFile,
  find: (name: string) => ProjectFile | undefined,
): SourcesModel {
  const reader = new Reader(find);
  reader.read(main, false);
  const { definitions, isComplete } = reader;
  const expansion = new Expansion(definitions);
  return {
    ...main,
    definitions,
    isComplete,
    words: (macro) => expansion.words(macro),
    certain: (macro) => expansion.certain(macro),
  };
}

/**
 * The text with blanks for its comments: offsets stay. Where a comment is all of a line, the line becomes one that is continued:
 * in the middle of a list, it does not end it.
 */
function withoutComments(text: string): string {
  return text
    .replace(
      /^([ \t]*)#([^\r\n]*)/gm,
      (_, blanks: string, rest: string) => `${blanks}${' '.repeat(rest.length)}\\`,
    )
    .replace(/(?<!\^)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}

/** What the WDK itself brings: it names no sources, and links no library of WSK. */
const ofWdk = /^\$\((?:NTMAKEENV|DDKROOT|BASEDIR|DDK_INC_PATH|WDMROOT|KMDF_\w+)\)/i;

class Reader {
  readonly definitions: Definition[] = [];
  isComplete = true;
  readonly #find: (name: string) => ProjectFile | undefined;
  #includes = 0;

  constructor(find: (name: string) => ProjectFile | undefined) {
    this.#find = find;
  }

  read({ uri, text }: ProjectFile, isConditional: boolean, within: readonly string[] = []): void {
    let depth = 0;
    for (const { line, start } of logicalLines(withoutComments(text))) {
      const [, directive = '', operand = ''] = /^[\s\\]*!\s*(\w+)([^]*)$/.exec(line) ?? [];
      const isUnsure = isConditional || depth > 0;
      if (/^if/i.test(directive)) depth++;
      else if (/^endif$/i.test(directive)) depth = Math.max(0, depth - 1);
      else if (/^undef$/i.test(directive)) this.isComplete = false;
      else if (/^include$/i.test(directive)) this.#include(operand, isUnsure, [...within, uri]);
      else if (directive === '') this.#define(line, uri, start, isUnsure);
    }
  }

  #define(line: string, uri: string, start: number, isConditional: boolean): void {
    const [head = '', macro = ''] = /^[\s\\]*(\w+)[ \t]*=/.exec(line) ?? [];
    if (head === '') return;
    const value = line.slice(head.length);
    const from = value.search(/[^\s\\]/);
    let end = value.length;
    while (end > from && /[\s\\]/.test(value.charAt(end - 1))) end--;
    const base = start + head.length;
    const at = { uri, span: from < 0 ? { start: base, end: base } : { start: base + from, end: base + end } };
    this.definitions.push({ macro: macro.toUpperCase(), value, at, isConditional });
  }

  #include(operand: string, isConditional: boolean, within: readonly string[]): void {
    const name = operand.trim().replace(/^["<]|[">]$/g, '');
    if (ofWdk.test(name)) return;
    const file = this.#find(name.replaceAll('\\', '/'));
    if (file === undefined || within.includes(file.uri) || ++this.#includes > maxIncludes)
      this.isComplete = false;
    else this.read(file, isConditional, within);
  }
}

/** Lines, each with those that continue it. */
function* logicalLines(text: string): Generator<{ readonly line: string; readonly start: number }> {
  let start = 0;
  let first = 0;
  for (const { 0: ending, index } of text.matchAll(/\r?\n|$/g)) {
    const isContinued = ending !== '' && /\\[ \t]*$/.test(text.slice(first, index));
    first = index + ending.length;
    if (isContinued) continue;
    yield { line: text.slice(start, index), start };
    start = first;
  }
}

/** One word may be made of several parts. */
const aWord = /"[^"]*"|[^\s"\\]+(?:\\+[^\s"\\]+)*/g;
const maxDepth = 20;

/** What macros come to. NMAKE expands them where they are used, but for what a macro holds of itself. */
class Expansion {
  readonly #definitions = new Map<string, Definition[]>();
  readonly #values = new Map<string, readonly string[]>();
  #left = 0;

  constructor(definitions: readonly Definition[]) {
    for (const each of definitions) {
      const known = this.#definitions.get(each.macro);
      if (known === undefined) this.#definitions.set(each.macro, [each]);
      else known.push(each);
    }
  }

  words(macro: string): readonly string[] {
    this.#left = maxExpansion;
    return this.#expand(macro.toUpperCase(), 0);
  }

  certain(macro: string): Definition | undefined {
    const all = this.#definitions.get(macro.toUpperCase()) ?? [];
    return all.some(({ isConditional }) => isConditional) ? undefined : all.at(-1);
  }

  #expand(macro: string, depth: number): readonly string[] {
    return this.#valuesOf(macro).flatMap((value) =>
      (value.match(aWord) ?? []).flatMap((word) => {
        this.#left -= word.length;
        const reference = /\$\((\w+)\)/.exec(word);
        if (reference === null) return [word];
        const { 0: used, 1: name = '', index } = reference;
        const inner = name.toUpperCase();
        // What a macro held before is among its values.
        if (inner === macro && used === word) return [];
        if (this.#left < 0 || depth > maxDepth || inner === macro || this.#valuesOf(inner).length === 0)
          return [word];
        const parts = this.#expand(inner, depth + 1);
        return parts.map((part) => word.slice(0, index) + part + word.slice(index + used.length));
      }),
    );
  }

  /** What a macro may hold at the end: a value that is set in every case takes the place of those before. */
  #valuesOf(macro: string): readonly string[] {
    const known = this.#values.get(macro);
    if (known !== undefined) return known;
    const values: string[] = [];
    for (const { value, isConditional } of this.#definitions.get(macro) ?? []) {
      const holdsItself = value.toUpperCase().includes(`$(${macro})`);
      if (!isConditional && !holdsItself) values.length = 0;
      values.push(value);
    }
    this.#values.set(macro, values);
    return values;
  }
}
