import type { Finding } from '../base/finding.ts';
import { applyEdits, type Span, type TextEdit } from '../base/text.ts';

/** A fix may make room for the next one; a chain longer than this is taken for a fault of the fixes. */
const maxRounds = 10;

/**
 * Applies the safe fixes of a text's findings, and those of the findings of the outcome, until there are none. Fixes
 * that touch each other are applied one a round. A round that does not leave fewer findings is dropped and ends it, so
 * a fix that fails to repair its finding is never repeated.
 * @param findingsOf analyses a text; asked once for each round.
 * @returns edits of the original text, in order and without overlap.
 */
export function fixAll(text: string, findingsOf: (text: string) => readonly Finding[]): readonly TextEdit[] {
  let findings = findingsOf(text);
  let pieces: readonly Piece[] = [{ start: 0, end: text.length }];
  let current = text;
  for (let round = 0; round < maxRounds; round++) {
    const edits = compatibleFixes(findings);
    if (edits.length === 0) break;
    const next = applyEdits(current, edits);
    const nextFindings = findingsOf(next);
    if (nextFindings.length >= findings.length) break;
    pieces = edited(pieces, edits);
    current = next;
    findings = nextFindings;
  }
  return editsBetween(pieces, text.length);
}

/** Edits of the first safe fix of each finding, as far as they stay clear of those before them. */
function compatibleFixes(findings: readonly Finding[]): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of findings) {
    const edits = finding.fixes.find((fix) => fix.safety === 'safe')?.edits ?? [];
    const isClear = edits.every(({ span }) => !chosen.some((other) => touches(span, other.span)));
    if (isClear) chosen.push(...edits);
  }
  return chosen;
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Part of an edited text: a span of the original, or text that an edit put in. */
type Piece = Span | string;

function edited(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start);
  const result: Piece[] = [];
  let last = 0;
  for (const { span, newText } of sorted) {
    result.push(...slice(pieces, last, span.start), newText);
    last = span.end;
  }
  result.push(...slice(pieces, last, Infinity));
  return result;
}

/** The pieces of the edited text between two offsets of it. */
function* slice(pieces: readonly Piece[], from: number, to: number): Generator<Piece> {
  let offset = 0;
  for (const piece of pieces) {
    const length = typeof piece === 'string' ? piece.length : piece.end - piece.start;
    const start = Math.max(from - offset, 0);
    const end = Math.min(to - offset, length);
    if (start < end) {
      yield typeof piece === 'string'
        ? piece.slice(start, end)
        : { start: piece.start + start, end: piece.start + end };
    }
    offset += length;
  }
}

/** What pieces of the original are missing is what was replaced by the text between them. */
function editsBetween(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let inserted = '';
  let last = 0;
  for (const piece of [...pieces, { start: length, end: length }]) {
    if (typeof piece === 'string') {
      inserted += piece;
      continue;
    }
    if (inserted !== '' || piece.start > last) {
      edits.push({ span: { start: last, end: piece.start }, newText: inserted });
    }
    inserted = '';
    last = piece.end;
  }
  return edits;
}
