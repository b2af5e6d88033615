import type { Span } from '../base/text.ts';

/** A target of a `CMakeLists.txt`. */
export interface CMakeTarget {
  readonly name: string;
  /** The command that creates it, in lower case, and its span in the file. */
  readonly creation: { readonly command: string; readonly span: Span } | undefined;
  /** The file creates the target; else it adds to one of another file. */
  readonly isCreated: boolean;
  /** Source files as written, relative to the file's folder; with variables whose value is not known. */
  readonly sources: readonly string[];
  /** Targets that are linked to it. */
  readonly links: readonly string[];
}

const creating = /^\w*add_(?:library|executable|driver|kmdf_driver)$/i;
/** A source, or a variable or generator expression that may stand for some. */
const sourceName = /(?:\.(?:c|cc|cpp|cxx)|\}|>)$/i;
const objectsOf = /^\$<TARGET_OBJECTS:(.+)>$/i;

interface Draft {
  creation: CMakeTarget['creation'];
  readonly sources: string[];
  readonly links: string[];
}

/**
 * Reads the targets of a `CMakeLists.txt`, as far as they name files: variables that the file itself sets are replaced,
 * `file(GLOB)` patterns are kept as wildcards, conditions are taken to hold. Any text gives an answer.
 */
export function readCMake(text: string): readonly CMakeTarget[] {
  const variables = new Variables();
  const targets = new Map<string, Draft>();
  const target = (name: string): Draft => {
    const known = targets.get(name) ?? { creation: undefined, sources: [], links: [] };
    targets.set(name, known);
    return known;
  };
  for (const { command, words, span } of commands(text)) {
    const [name, ...rest] = words.flatMap((word) => expand(word, variables));
    if (name === undefined) continue;
    if (/^set$/i.test(command)) variables.set(name, rest);
    else if (/^list$/i.test(command) && name === 'APPEND' && rest[0] !== undefined)
      variables.set(rest[0], [...(variables.get(rest[0]) ?? []), ...rest.slice(1)]);
    else if (/^file$/i.test(command) && /^GLOB/.test(name) && rest[0] !== undefined) {
      const isDeep = name === 'GLOB_RECURSE';
      const patterns = rest
        .slice(1)
        .map((pattern) => (isDeep ? pattern.replace(/([^/]*)$/, '**/$1') : pattern));
      variables.set(rest[0], patterns);
    } else if (creating.test(command) || /^target_sources$/i.test(command)) {
      const added = target(name);
      const { sources, links } = added;
      if (creating.test(command)) added.creation ??= { command: command.toLowerCase(), span };
      if (rest[0] === 'ALIAS') links.push(...rest.slice(1));
      for (const word of rest) {
        const objects = objectsOf.exec(word)?.[1];
        if (objects !== undefined) links.push(objects);
        else if (sourceName.test(word)) sources.push(word);
      }
    } else if (/^(?:target|wdk)_link_libraries$/i.test(command))
      target(name).links.push(...rest.filter((word) => !/^(?:PRIVATE|PUBLIC|INTERFACE)$/.test(word)));
  }
  return [...targets].map(([name, target]) => ({
    name,
    isCreated: target.creation !== undefined,
    ...target,
  }));
}

interface Command {
  readonly command: string;
  readonly words: readonly string[];
  /** From the name to behind the closing parenthesis. */
  readonly span: Span;
}

function* commands(text: string): Generator<Command> {
  for (const { 0: whole, 1: command = '', 2: body = '', index } of withoutComments(text).matchAll(
    /\b([A-Za-z_]\w*)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g,
  )) {
    const words = [...body.matchAll(/"((?:\\[^]|[^"\\])*)"?|[^\s"()]+/g)].map(
      ([word, quoted]) => quoted ?? word,
    );
    yield { command, words, span: { start: index, end: index + whole.length } };
  }
}

/** Comments as blanks, so that offsets stay. */
export function withoutComments(text: string): string {
  return text.replace(/#\[\[(?:[^]*?\]\]|[^]*)|#[^\n]*/g, (comment) => comment.replace(/[^\r\n]/g, ' '));
}

/** Characters that the values of all variables of a file may come to; those beyond are not known. */
const maxExpansion = 1_000_000;

/** The variables of a file. What holds others many times over, as variables can, is given up. */
class Variables {
  readonly #values = new Map<string, readonly string[]>();
  #left = maxExpansion;

  set(name: string, words: readonly string[]): void {
    this.#values.set(name, words);
  }

  get(name: string): readonly string[] | undefined {
    const words = this.#values.get(name);
    if (words === undefined) return undefined;
    this.#left -= words.reduce((sum, word) => sum + word.length + 1, 1);
    return this.#left < 0 ? undefined : words;
  }
}

/** The own folder is `.`, since names are relative to the file; other variables that are not known stay. */
function expand(word: string, variables: Variables): readonly string[] {
  return word
    .replace(/\$\{(\w+)\}/g, (text, name: string) => variables.get(name)?.join(';') ?? text)
    .replace(/\$\{(?:CMAKE_CURRENT_(?:SOURCE|LIST)_DIR|PROJECT_SOURCE_DIR)\}/g, '.')
    .split(';')
    .filter((part) => part !== '');
}
