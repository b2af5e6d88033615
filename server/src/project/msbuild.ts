/** What a project of MSBuild (`.vcxproj`, `.vcxitems`) says of its sources. */
export interface MsBuildProject {
  /** `ConfigurationType`: "Driver", "StaticLibrary"; undefined when it names none. */
  readonly type: string | undefined;
  /** Source files as written, but with slashes: relative to the project, perhaps with wildcards and properties. */
  readonly sources: readonly string[];
  /** Projects whose output is linked, and files of shared items, as written. */
  readonly references: readonly string[];
  /** Libraries that are linked, without folder and `.lib`. */
  readonly libraries: readonly string[];
  /** `TargetName`, unless it is made of properties: what the output is called instead of like the project. */
  readonly target: string | undefined;
}

/** Reads what a project compiles and links. Any text gives an answer; what is not a project has nothing in it. */
export function readMsBuild(text: string): MsBuildProject {
  const plain = text.replace(/<!--(?:[^]*?-->|[^]*)/g, '');
  return {
    type: /<ConfigurationType[^>]*>\s*(\w+)\s*<\/ConfigurationType>/.exec(plain)?.[1],
    sources: [...elements(plain, 'ClCompile')]
      .filter(({ body }) => !/<ExcludedFromBuild>\s*true\s*</i.test(body))
      .flatMap(({ attributes }) => names(attributes, 'Include')),
    references: [
      ...[...elements(plain, 'ProjectReference')].flatMap(({ attributes }) => names(attributes, 'Include')),
      ...[...elements(plain, 'Import')]
        .flatMap(({ attributes }) => names(attributes, 'Project'))
        .filter((name) => /\.vcxitems$/i.test(name)),
    ],
    libraries: [...plain.matchAll(/<AdditionalDependencies>([^<]*)</g)]
      .flatMap(([, list = '']) => list.split(';'))
      .flatMap((name) => /([^\\/)]+)\.lib$/i.exec(name.trim())?.[1] ?? []),
    target: /<TargetName>\s*([^<$]+?)\s*<\/TargetName>/.exec(plain)?.[1],
  };
}

interface Element {
  readonly attributes: string;
  readonly body: string;
}

function* elements(text: string, name: string): Generator<Element> {
  // Each part ends where the next element begins, at the latest: a text of a million beginnings is read as fast as any.
  const tag = `<${name}(\\s(?:[^<>"']|"[^<"]*"|'[^<']*')*)>`;
  const body = `((?:(?!<${name}\\b)[^])*?)</${name}\\s*>`;
  const pattern = new RegExp(`${tag}(?:(?<!/>)${body})?`, 'g');
  for (const [, attributes = '', inner = ''] of text.matchAll(pattern)) yield { attributes, body: inner };
}

/** The names in a list: entities are the file's, semicolons and percent signs MSBuild's. */
function names(attributes: string, attribute: string): string[] {
  const pattern = new RegExp(`\\s${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  const [, double, single] = pattern.exec(attributes) ?? [];
  return decodeEntities(double ?? single ?? '')
    .split(';')
    .map((name) => unescaped(name.trim()).replaceAll('\\', '/'))
    .filter((name) => name !== '');
}

function decodeEntities(text: string): string {
  const named = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]); // prettier-ignore
  return text.replace(/&(\w+);/g, (whole, name: string) => named.get(name) ?? whole);
}

function unescaped(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
