import type { Location } from 'vscode-languageserver-types';
import type { RoutineSymbol } from '../catalogue/index.ts';
import type { FileFunction } from '../model/ir.ts';
import type { ParsedFile } from '../syntax/index.ts';
import { targetOf, wordAt, type Word } from './meaning/target.ts';
import { callbackOfMember } from './navigation/callbackMembers.ts';
import type { LinkedDriver, PlacedEntry } from './navigation/linkedDriver.ts';

/**
 * Go to implementation, both ways: from a member of a callback table to the functions of the driver that are put into it, and
 * from such a function to the entries that put it there.
 *
 * Why this request: a table's member is to its callback what an interface's method is to the method of a class, and gopls
 * answers for those in both directions, too. Definition and references are left to the C extension, which has them: it finds the
 * member in wsk.h and the name of the function in the table.
 *
 * @param uri of a file of the driver
 * @param offset in that file, UTF-16 code units
 */
export function implementations(driver: LinkedDriver, uri: string, offset: number): readonly Location[] {
  const parsed = driver.parsed(uri);
  const word = parsed && wordAt(parsed, offset);
  if (parsed === undefined || word === undefined) return [];
  const here = driver.entryAt(uri, word);
  if (here !== undefined) return namesOf(driver, [here]);
  const declared = declaredFunctions(driver, uri, word);
  if (declared.length > 0) {
    return declared
      .flatMap((fn) => driver.entriesWith(fn.unit))
      .map(({ file, unit, entry }) => driver.location(file, unit, entry.span));
  }
  const callback = callbackMeant(parsed, word);
  return namesOf(
    driver,
    driver.entries().filter(({ entry }) => entry.callback === callback),
  );
}

function callbackMeant(parsed: ParsedFile, word: Word): RoutineSymbol | undefined {
  const target = targetOf(parsed, word);
  if (target?.kind === 'symbol' && target.symbol.kind === 'callback') return target.symbol;
  // A receiver that this file does not show the type of.
  return word.isMember ? callbackOfMember(word.text) : undefined;
}

/** The functions whose definition or prototype a word names; `NPI_CLIENT_ATTACH_PROVIDER_FN Attach;` is one, too. */
function declaredFunctions(
  driver: LinkedDriver,
  uri: string,
  { unit, text, path, start }: Word,
): readonly FileFunction[] {
  const name = path.at(-2)?.kind === 'qualified_identifier' ? path.at(-2) : path.at(-1);
  const file = driver.fileAt(uri);
  if (name?.field !== 'declarator' || file === undefined) return [];
  const named = driver.driver.functionsNamed(text, file.model);
  if (unit.kind !== 'function') return named;
  return named.filter((fn) => fn.unit === unit && fn.model().nameSpan.start === start);
}

function namesOf(driver: LinkedDriver, entries: readonly PlacedEntry[]): readonly Location[] {
  const functions = new Set(entries.flatMap((entry) => driver.functionsIn(entry)));
  return [...functions].map((fn) => driver.nameLocation(fn));
}
