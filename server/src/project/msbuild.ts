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
  const plain = text.replace(/<!--[^]*?-->/g, '');
  return {
    type: /<ConfigurationType>\s*(\w+)\s*<\/ConfigurationType>/.exec(plain)?.[1],
    sources: attributes(plain, 'ClCompile', 'Include'),
    references: [
      ...attributes(plain, 'ProjectReference', 'Include'),
      ...attributes(plain, 'Import', 'Project').filter((name) => /\.vcxitems$/i.test(name)),
    ],
    libraries: [...plain.matchAll(/<AdditionalDependencies>([^<]*)</g)]
      .flatMap(([, list = '']) => list.split(';'))
      .flatMap((name) => /([^\\/)]+)\.lib\s*$/i.exec(name)?.[1] ?? []),
    target: /<TargetName>\s*([^<$]+?)\s*<\/TargetName>/.exec(plain)?.[1],
  };
}

function attributes(text: string, element: string, attribute: string): string[] {
  const pattern = new RegExp(`<${element}\\b[^>]*?\\s${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
  return [...text.matchAll(pattern)]
    .flatMap(([, double, single]) => (double ?? single ?? '').split(';'))
    .map((name) => decodeEntities(name.trim()).replaceAll('\\', '/'))
    .filter((name) => name !== '');
}

function decodeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);
}
