import type { Span } from '../base/text.ts';
import type { FileModel } from '../model/ir.ts';
import type { ParsedFile, Unit } from '../syntax/index.ts';
import type { LinkedDriver } from './navigation/linkedDriver.ts';
import { markedNames, type MarkedNames } from './semanticTokens/names.ts';
import { UnitTokens, type SemanticToken } from './semanticTokens/unitTokens.ts';

export { tokenModifiers, tokenTypes } from './semanticTokens/unitTokens.ts';

/**
 * Names of a file that are WSK's although their text does not tell: functions that WSK calls, the driver's registrations, NPIs,
 * sockets and tables, members of dispatch tables, and macros that stand for calls of WSK. What the text tells is the grammar's
 * (`syntaxes/`); all other names are the C extension's.
 *
 * @param uri of a file of the driver
 * @param range file offsets; tokens that touch it are given
 * @returns tokens in source order that do not overlap
 */
export function semanticTokens(driver: LinkedDriver, uri: string, range: Span): readonly SemanticToken[] {
  const parsed = driver.parsed(uri);
  const model = driver.fileAt(uri)?.model;
  if (parsed === undefined || model === undefined) return [];
  const names = markedNames(driver, uri, parsed, model);
  const tokens = parsed.units
    .filter(({ unit, start }) => start <= range.end && range.start <= start + unit.source.length)
    .flatMap(({ unit, start }) =>
      tokensOf(unit, names, parsed, model).map(({ span, ...token }) => ({
        ...token,
        span: { start: start + span.start, end: start + span.end },
      })),
    )
    .filter(({ span }) => span.start <= range.end && range.start <= span.end)
    .sort((a, b) => a.span.start - b.span.start);
  // Methods lie inside the unit of their class, which may show the same names.
  return tokens.filter(({ span }, index) => span.start >= (tokens[index - 1]?.span.end ?? 0));
}

const known = new WeakMap<Unit, { readonly names: MarkedNames; readonly tokens: readonly SemanticToken[] }>();

/** Tokens of a unit, found once for the same unit and names. */
function tokensOf(
  unit: Unit,
  names: MarkedNames,
  parsed: ParsedFile,
  model: FileModel,
): readonly SemanticToken[] {
  const last = known.get(unit);
  if (last?.names === names) return last.tokens;
  const tokens = new UnitTokens(parsed, model, unit, names).read();
  known.set(unit, { names, tokens });
  return tokens;
}
