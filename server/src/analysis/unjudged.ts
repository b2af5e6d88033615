import type { Span } from '../base/text.ts';
import { Lexer, Token } from '../syntax/lexer.ts';
import type { ParsedFile } from '../syntax/unit.ts';

/**
 * Parts of a file, in its offsets, in which rules find nothing whatever is there: functions that do not parse, branches of `#if`
 * that are not read. Makes every tree; to be asked only where it matters.
 */
export function unjudgedParts(file: ParsedFile): readonly Span[] {
  const parts: Span[] = [];
  let last = 0;
  for (const { unit, start } of file.units) {
    const end = start + unit.source.length;
    if (start > last) parts.push(...deadCode(file.text, last, start));
    last = Math.max(last, end);
    if (unit.hasError) parts.push({ start, end });
    else parts.push(...blanked(unit.source, unit.masked, start));
  }
  parts.push(...deadCode(file.text, last, file.text.length));
  return parts;
}

/** Text between two units: a branch that no build takes, or the line around a namespace, which calls nothing. */
function deadCode(text: string, start: number, end: number): readonly Span[] {
  const lexer = new Lexer(text, start, end);
  while (lexer.next() !== Token.End) if (lexer.kind === Token.OpenParen) return [{ start, end }];
  return [];
}

/** Tokens that the mask took out. */
function blanked(source: string, masked: string, base: number): readonly Span[] {
  const parts: Span[] = [];
  const lexer = new Lexer(source);
  while (lexer.next() !== Token.End) {
    const { start, end } = lexer;
    if (masked.slice(start, end).trim() === '') parts.push({ start: base + start, end: base + end });
  }
  return parts;
}
