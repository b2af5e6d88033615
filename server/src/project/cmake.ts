/** A target of a `CMakeLists.txt`. */
export interface CMakeTarget {
  readonly name: string;
  /** Source files as written, relative to the file's folder. */
  readonly sources: readonly string[];
  /** Targets that are linked to it. */
  readonly links: readonly string[];
}

const adding = /^(?:\w*add_(?:library|executable|driver|kmdf_driver)|target_sources)$/i;
const sourceName = /\.(?:c|cc|cpp|cxx)$/i;

/**
 * Reads the targets of a `CMakeLists.txt`, as far as they name files: variables that the file itself sets are replaced,
 * `file(GLOB)` patterns are kept as wildcards, conditions are taken to hold. Any text gives an answer.
 */
export function readCMake(text: string): readonly CMakeTarget[] {
  const variables = new Map<string, readonly string[]>();
  const targets = new Map<string, { sources: string[]; links: string[] }>();
  const target = (name: string) => {
    const known = targets.get(name) ?? { sources: [], links: [] };
    targets.set(name, known);
    return known;
  };
  for (const { command, words } of commands(text)) {
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
    } else if (adding.test(command))
      target(name).sources.push(...rest.filter((word) => sourceName.test(word)));
    else if (/^(?:target|wdk)_link_libraries$/i.test(command))
      target(name).links.push(...rest.filter((word) => !/^(?:PRIVATE|PUBLIC|INTERFACE)$/.test(word)));
  }
  return [...targets].map(([name, { sources, links }]) => ({ name, sources, links }));
}

interface Command {
  readonly command: string;
  readonly words: readonly string[];
}

function* commands(text: string): Generator<Command> {
  const plain = text.replace(/#\[\[[^]*?\]\]|#[^\n]*/g, ' ');
  for (const [, command = '', body = ''] of plain.matchAll(
    /\b([A-Za-z_]\w*)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g,
  )) {
    const words = [...body.matchAll(/"((?:\\.|[^"\\])*)"|[^\s"()]+/g)].map(
      ([word, quoted]) => quoted ?? word,
    );
    yield { command, words };
  }
}

/** Own folders go, since names are relative to the file; other variables that are not known make a word that is no file. */
function expand(word: string, variables: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const whole = /^\$\{(\w+)\}$/.exec(word)?.[1];
  if (whole !== undefined) return variables.get(whole) ?? [word];
  return word
    .replace(/\$\{(?:CMAKE_CURRENT_(?:SOURCE|LIST)_DIR|PROJECT_SOURCE_DIR)\}\/?/g, '')
    .replace(/\$\{(\w+)\}/g, (text, name: string) => variables.get(name)?.join(';') ?? text)
    .split(';');
}
