import type { Span } from '../../base/text.ts';
import {
  catalogue,
  constantsOf,
  lookup,
  type CatalogueSymbol,
  type ConstantSymbol,
} from '../../catalogue/index.ts';
import type { ParsedFile } from '../../syntax/index.ts';
import { Token } from '../../syntax/lexer.ts';
import { caretAt } from './caret.ts';
import { pathTo } from './target.ts';
import { useOf, type Use } from './use.ts';

/** A number where WSK has names for numbers. */
export interface NamedNumber {
  readonly text: string;
  /** File offsets. */
  readonly span: Span;
  readonly use: Use;
  /** What the number is: one symbol, or one for each bit. */
  readonly symbols: readonly { readonly name: string; readonly summary: string }[];
  /** Bits of the number that no symbol stands for. */
  readonly rest: number;
  /** All that could stand here instead. */
  readonly choices: readonly ConstantSymbol[];
}

/** The number at a file offset (or ending there), when WSK says what it means there. */
export function numberAt(
  file: ParsedFile,
  offset: number,
  headers: readonly ParsedFile[],
): NamedNumber | undefined {
  const caret = caretAt(file, offset);
  const token = caret?.tokens.find(
    ({ kind, start, end }) => kind === Token.Number && start <= offset && offset <= end,
  );
  const text = token && file.text.slice(token.start, token.end);
  const value = text === undefined ? undefined : valueOf(text);
  if (caret?.placed === undefined || token === undefined || text === undefined || value === undefined)
    return undefined;
  const { unit, start } = caret.placed;
  const path = pathTo(unit.root(), token.start - start, token.end - start);
  const use = useOf(file, { unit, offset: token.start, path }, headers);
  if (use === undefined) return undefined;
  const choices = constantsOf(use.owner.name, use.part.name);
  const { symbols, rest } = namesOf(value, use, choices);
  const isReserved = 'direction' in use.part && use.part.direction === 'reserved';
  if (choices.length === 0 && symbols.length === 0 && !isReserved) return undefined;
  return { text, span: { start: token.start, end: token.end }, use, symbols, rest, choices };
}

function namesOf(
  value: number,
  { owner, part }: Use,
  choices: readonly ConstantSymbol[],
): Pick<NamedNumber, 'symbols' | 'rest'> {
  const type = lookup(part.type);
  if (type?.kind === 'enum') {
    const named = type.values.find((each) => each.value === value);
    return { symbols: named ? [{ name: named.name, summary: named.meaning }] : [], rest: 0 };
  }
  if (part.name === 'ControlCode') {
    const code = catalogue.find((symbol) => isCodeOf(symbol, owner.name) && valueOf(symbol.value) === value);
    return { symbols: code ? [code] : [], rest: 0 };
  }
  const whole = choices.find((choice) => valueOf(choice.value) === value);
  if (whole !== undefined) return { symbols: [whole], rest: 0 };
  if (part.type !== 'ULONG' || !/Flags$|Mask$/.test(part.name)) return { symbols: [], rest: 0 };
  const bits = choices.filter(({ value: text }) => {
    const bit = valueOf(text) ?? 0;
    return bit !== 0 && (value & bit) >>> 0 === bit;
  });
  return { symbols: bits, rest: bits.reduce((left, bit) => left & ~(valueOf(bit.value) ?? 0), value) >>> 0 };
}

function isCodeOf(
  symbol: CatalogueSymbol,
  routine: string,
): symbol is Extract<CatalogueSymbol, { readonly value: string }> {
  return routine === 'WskControlClient'
    ? symbol.kind === 'client-control-code'
    : symbol.kind === 'socket-option' || symbol.kind === 'socket-ioctl';
}

/** Value of a C integer literal; undefined for anything else. */
function valueOf(text: string): number | undefined {
  const digits = /^(0[xX][\da-fA-F']+|[\d']+)[uUlL]*$/.exec(text)?.[1]?.replaceAll("'", '');
  if (digits === undefined) return undefined;
  const isOctal = /^0\d/.test(digits);
  return isOctal ? parseInt(digits, 8) : Number(digits);
}
