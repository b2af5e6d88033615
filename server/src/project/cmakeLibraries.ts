import { readCMake, withoutComments } from './cmake.ts';
import { type DriverProject, isCMake } from './driverProject.ts';
import { indentationAt, lineEndingAt } from './edits.ts';
import type { LibraryName, MissingLibrary } from './libraries.ts';

/** Of a driver that FindWDK makes. Whatever else may link libraries there makes it unclear. CMake itself links uuid.lib. */
export function missingInCMake(
  { main, target, others }: DriverProject,
  library: LibraryName,
): MissingLibrary | undefined {
  if (library === 'uuid') return undefined;
  const lists = [main, ...others.filter(({ uri }) => isCMake(uri))].map(({ text }) => withoutComments(text));
  if (!lists.some((text) => /find_package\s*\(\s*WDK\b/i.test(text))) return undefined;
  const unclear = new RegExp(
    `(?<!\\w)${library}(?!\\w)|\\b(?:link_libraries|include|target_link_options)\\s*\\(|LINKER_FLAGS`,
    'i',
  );
  if (lists.some((text) => unclear.test(text.replace(/\btarget_link_libraries\b/gi, '')))) return undefined;
  const driver = readCMake(main.text).find(({ name }) => name === target);
  const { creation, links = [] } = driver ?? {};
  if (driver === undefined || creation?.command !== 'wdk_add_driver') return undefined;
  if (links.some((link) => link.includes('$'))) return undefined;
  const { uri, text } = main;
  // A comment behind the command stays behind it.
  const behind =
    creation.span.end + (/^[ \t]*#(?!\[)[^\r\n]*/.exec(text.slice(creation.span.end))?.[0].length ?? 0);
  const line = `${lineEndingAt(text, creation.span.end)}${indentationAt(text, creation.span.start)}`;
  const added = `${line}target_link_libraries(${driver.name} WDK::${library.toUpperCase()})`;
  return {
    at: { uri, span: creation.span },
    where: `the target '${driver.name}'`,
    isOne: true,
    isPartial: false,
    what: `target_link_libraries(${driver.name} WDK::${library.toUpperCase()})`,
    edits: [{ uri, span: { start: behind, end: behind }, newText: added }],
  };
}
