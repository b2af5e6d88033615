import { memberOf, structureNamed, type Member, type StructureSymbol } from '../../catalogue/index.ts';
import { Token } from '../../syntax/lexer.ts';
import { nesting, openBrackets, openingOf, tokenText, type Bracket, type Caret } from './caret.ts';
import { lastWord } from './typeNames.ts';

/** The list in braces that a caret is in, when it initialises a structure of WSK. */
export interface Initialiser {
  readonly structure: StructureSymbol;
  /** Nothing stands in the braces yet. */
  readonly isEmpty: boolean;
  /** The caret is at the name behind the `.` of a designator. */
  readonly isDesignator: boolean;
  /** The member whose value the caret is at the start of, by its designator or its position. */
  readonly member: Member | undefined;
}

/** The initialiser list directly around a caret; half-typed ones are as good. */
export function initialiserAt(caret: Caret): Initialiser | undefined {
  const brackets = openBrackets(caret);
  const structure = listType(caret, brackets);
  const open = brackets.at(-1)?.at;
  if (structure === undefined || open === undefined) return undefined;
  const { tokens, before } = caret;
  let depth = 0;
  let position = 0;
  let first = open + 1;
  let hasDesignators = false;
  for (let at = open + 1; at < before; at++) {
    depth += nesting(tokens[at]);
    if (depth === 0 && tokens[at]?.kind === Token.Comma) {
      position++;
      first = at + 1;
    }
    if (depth === 0 && at === first && tokens[at]?.kind === Token.Dot) hasDesignators = true;
  }
  const startsWithDot = first < before && tokens[first]?.kind === Token.Dot;
  const isValue = startsWithDot
    ? tokens[before - 1]?.kind === Token.Equals && first + 3 === before
    : first === before;
  const name = startsWithDot ? tokenText(caret, first + 1) : undefined;
  const member = name === undefined ? structure.members[position] : memberOf(structure, name);
  const next = tokens.slice(before).find(({ start }) => start >= caret.word.end);
  return {
    structure,
    isEmpty: before === open + 1 && (next === undefined || next.kind === Token.CloseBrace),
    isDesignator: startsWithDot && first + 1 === before,
    member: isValue && (startsWithDot || !hasDesignators) ? member : undefined,
  };
}

/** The structure of WSK that the `=` directly before a caret initialises as a whole. */
export function initialisedAt(caret: Caret): StructureSymbol | undefined {
  const { tokens, before } = caret;
  const isStart = tokens[before - 1]?.kind === Token.Equals;
  const name = isStart ? declaredType(caret, before - 1, openBrackets(caret)) : undefined;
  return name === undefined ? undefined : structureNamed(name);
}

/** The structure that the innermost of some brackets initialises. */
function listType(caret: Caret, brackets: readonly Bracket[]): StructureSymbol | undefined {
  const brace = brackets.at(-1);
  if (brace?.kind !== Token.OpenBrace) return undefined;
  const { tokens } = caret;
  const kind = tokens[brace.at - 1]?.kind;
  const name =
    kind === Token.Equals
      ? declaredType(caret, brace.at - 1, brackets.slice(0, -1))
      : kind === Token.CloseParen
        ? castType(caret, brace.at - 1)
        : kind === Token.Identifier
          ? (structureName(caret, brace.at - 2) ?? structureName(caret, brace.at - 1))
          : undefined;
  return name === undefined ? undefined : structureNamed(name);
}

/** Type of what the `=` at an index initialises: `TYPE name =`, `TYPE name[] = {`, `.Member =`. */
function declaredType(caret: Caret, equals: number, brackets: readonly Bracket[]): string | undefined {
  const { tokens } = caret;
  let name = equals - 1;
  while (tokens[name]?.kind === Token.CloseBracket) name = openingOf(tokens, name) - 1;
  if (tokens[name]?.kind !== Token.Identifier) return undefined;
  if (tokens[name - 1]?.kind !== Token.Dot) return structureName(caret, name - 1);
  const outer = listType(caret, brackets);
  const member = outer && memberOf(outer, tokenText(caret, name));
  return lastWord(member?.type);
}

/** `(WSK_CLIENT_NPI)` before a brace; the head of a function or statement names no structure alone. */
function castType(caret: Caret, close: number): string | undefined {
  const open = openingOf(caret.tokens, close);
  return close - open === 2 ? structureName(caret, close - 1) : undefined;
}

/** The structure that an identifier names, not one that is being defined. */
function structureName(caret: Caret, at: number): string | undefined {
  const name = caret.tokens[at]?.kind === Token.Identifier ? tokenText(caret, at) : '';
  const structure = structureNamed(name);
  return structure?.name === name || structure?.aliases[0] === name ? structure.name : undefined;
}
