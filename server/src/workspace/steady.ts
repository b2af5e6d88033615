import { composed, movedSpan, originalSpan, remaining } from '../base/edits.ts';
import { applyEdits, type Span, type TextEdit } from '../base/text.ts';
import { Lexer, Token } from '../syntax/lexer.ts';
import type { ParsedFile, Parser, PlacedUnit, SyntaxNode } from '../syntax/index.ts';

/** A version of an open file without what is half typed in it, and what leads from it to the version that the editor has. */
export interface Steady {
  readonly file: ParsedFile;
  /** A list of edits of the steady text, see `base/edits.ts`. */
  readonly heldBack: readonly TextEdit[];
}

/** An edit of the steady text that is not part of it yet. */
interface Pending extends TextEdit {
  /**
   * `typed`: its last part came as typing does, and somebody may be typing still. `given`: it came in one piece, or nobody has been
   * typing there since. `broken`: it was tried, and leaves code that does not parse.
   */
  readonly state: 'typed' | 'given' | 'broken';
}

/** What typing puts in at once: a character, a pair of brackets, a word that was completed, a new line with its indentation. */
const keystroke = /^(?:\S*|\s+)$/;

/** Of more edits at once, as formatting makes them, it is not tried which ones are to blame. */
const mostTried = 16;

/**
 * Keeps the steady version of an open file: its text with the half-typed pieces left out, that is, with what stood there when it
 * last parsed. Each edit is taken over as soon as it leaves no unit broken that was not; so what is judged never loses a
 * function because somebody types in it, and what is typed elsewhere counts at once.
 */
export class SteadyFile {
  readonly #parser: Parser;
  #steady: Steady | undefined;
  #pending: readonly Pending[] = [];
  /** The version that `#steady` was found for; undefined when that has to be done anew. */
  #current: ParsedFile | undefined;

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  /** What leads from the latest steady text to the editor's, see {@link Steady.heldBack}. */
  get heldBack(): readonly TextEdit[] {
    return this.#steady?.heldBack ?? [];
  }

  /** The editor's text has changed by an edit, whose offsets are those of the text before. */
  change(edit: TextEdit): void {
    if (this.#steady === undefined) return;
    const state = keystroke.test(edit.newText) ? 'typed' : 'given';
    this.#pending = composed(this.#pending, { ...edit, state });
  }

  /** The text is what somebody wants it to be: nobody is typing, though what does not parse does not. */
  finish(): void {
    this.#pending = this.#pending.map((edit) =>
      edit.state === 'typed' ? { ...edit, state: 'given' } : edit,
    );
    this.#current = undefined;
  }

  /** The steady version behind the editor's, which all changes so far have led to. */
  of(current: ParsedFile): Steady {
    if (this.#steady === undefined || this.#current !== current) this.#steady = this.#next(current);
    this.#current = current;
    return this.#steady;
  }

  #next(current: ParsedFile): Steady {
    const before = this.#steady?.file;
    const text = before?.text ?? '';
    const edits = this.#pending.filter(({ span, newText }) => text.slice(span.start, span.end) !== newText);
    if (before?.language !== current.language || fits(before, current, edits)) {
      this.#pending = [];
      return { file: current, heldBack: [] };
    }
    const { file, made } = this.#taken(before, edits);
    this.#pending = remaining(edits, made).map((edit) => ({
      ...edit,
      // Once nobody types there any more, it has another chance.
      state: edit.state === 'typed' ? 'given' : 'broken',
    }));
    return { file, heldBack: this.#pending };
  }

  /** As many edits as can be made, of some that cannot all be. */
  #taken(before: ParsedFile, edits: readonly Pending[]): Taken {
    const untried = edits.filter(({ state }) => state !== 'broken');
    const none = { file: before, made: [] };
    return untried.length < edits.length
      ? this.#with(before, none, untried)
      : this.#withHalves(before, none, untried);
  }

  /** Takes some more edits, as many as can be made. */
  #with(before: ParsedFile, taken: Taken, more: readonly Pending[]): Taken {
    if (more.length === 0) return taken;
    const made = [...taken.made, ...more];
    const file = this.#parser.update(before, applyEdits(before.text, made));
    return fits(before, file, made) ? { file, made } : this.#withHalves(before, taken, more);
  }

  #withHalves(before: ParsedFile, taken: Taken, more: readonly Pending[]): Taken {
    if (more.length < 2 || more.length > mostTried) return taken;
    const middle = more.length >> 1;
    const first = this.#with(before, taken, more.slice(0, middle));
    return this.#with(before, first, more.slice(middle));
  }
}

/** Edits that were made, in the order of the text, and what they lead to. */
interface Taken {
  readonly file: ParsedFile;
  readonly made: readonly Pending[];
}

/** The edits that lead from one version to another leave nothing broken and nothing half typed. */
function fits(before: ParsedFile, after: ParsedFile, edits: readonly Pending[]): boolean {
  const isHalfTyped = (edit: Pending): boolean =>
    edit.state === 'typed' && edit.newText.trim() !== '' && takesNext(before, after, edit, edits);
  return !breaks(before, after, edits) && !edits.some(isHalfTyped);
}

/**
 * The second version has a unit that does not parse in place of one that did, or of none, or an open brace. Where a whole unit
 * was replaced, there is nothing to go back to: what is new there is taken as it is.
 */
function breaks(before: ParsedFile, after: ParsedFile, edits: readonly TextEdit[]): boolean {
  const replacesUnit = ({ span }: TextEdit): boolean =>
    before.units.some((each) => isWithin(spanOf(each), span));
  if (before.isBalanced && !after.isBalanced && !edits.some(replacesUnit)) return true;
  const known = new Set(before.units.map(({ unit }) => unit));
  return after.units.some((placed) => {
    if (known.has(placed.unit) || !placed.unit.hasError) return false;
    const place = originalSpan(edits, spanOf(placed));
    const stood = before.units.filter((each) => overlap(spanOf(each), place));
    const wasBroken = stood.length > 0 && stood.every(({ unit }) => unit.hasError);
    return !wasBroken && !edits.some((edit) => overlap(edit.span, place) && replacesUnit(edit));
  });
}

/**
 * What begins behind an edit, a unit or a statement of a block, does so no more: the edit is part of it now. `if (x)` on the
 * way to `if (x) {`, `ULONG` on the way to `ULONG x;` parse, and mean what nobody wanted to say.
 */
function takesNext(
  before: ParsedFile,
  after: ParsedFile,
  { span: { end } }: TextEdit,
  edits: readonly TextEdit[],
): boolean {
  const lexer = new Lexer(before.text, end);
  if (lexer.next() === Token.End) return false;
  const was = beginning(before, lexer.start);
  const next = movedSpan(edits, { start: lexer.start, end: lexer.end });
  return was !== undefined && next !== undefined && beginning(after, next.start) !== was;
}

const blocks: ReadonlySet<string> = new Set(['compound_statement', 'case_statement', 'labeled_statement']);

/** The unit or the statement of a block that begins at an offset, in words that tell it from what is not alike. */
function beginning({ units }: ParsedFile, offset: number): string | undefined {
  const placed = units.findLast((each) => each.start <= offset && offset < spanOf(each).end);
  if (placed === undefined) return undefined;
  const { unit, start } = placed;
  if (start === offset) return [unit.kind, unit.name, ...unit.conditions].join('\n');
  let node: SyntaxNode | undefined = unit.root();
  while (node !== undefined) {
    const child: SyntaxNode | undefined = node.children.find((each) => each.end > offset - start);
    if (child?.start === offset - start) return blocks.has(node.kind) ? child.kind : undefined;
    node = child;
  }
  return undefined;
}

function spanOf({ unit, start }: PlacedUnit): Span {
  return { start, end: start + unit.source.length };
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function isWithin(a: Span, b: Span): boolean {
  return b.start <= a.start && a.end <= b.end;
}
