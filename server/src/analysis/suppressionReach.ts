import { LineIndex, type Span } from '../base/text.ts';
import { Lexer, Token } from '../syntax/lexer.ts';
import {
  directives,
  suppressionComments,
  type SuppressedRule,
  type SuppressionComment,
} from './suppressionComments.ts';

/** One rule that a suppression comment names, or all of them: what can have an effect or none. */
interface EntryBase {
  readonly comment: SuppressionComment;
  /** Undefined: all rules. */
  readonly rule: SuppressedRule | undefined;
}

/** An entry of a comment that disables. */
export interface Disabling extends EntryBase {
  readonly kind: 'disable';
  /**
   * 0 where it does not reach a finding. Else the higher the narrower: the finding's line before that of its statement before a
   * region, a named rule before all rules.
   */
  nearness(target: Target): number;
  /** Where a finding has to start, or the statement that it is in; offsets in the file. */
  spans(): readonly Span[];
}

/** An entry of a `wsk-enable`, and the disabling entries that it ends or, for all rules, restricts. Without any it is useless. */
export interface Enabling extends EntryBase {
  readonly kind: 'enable';
  readonly ends: readonly Disabling[];
}

/** Stands for a comment whose first word is no directive. */
export interface Misspelt extends EntryBase {
  readonly kind: 'misspelt';
}

export type SuppressionEntry = Disabling | Enabling | Misspelt;

/** What a finding that may be suppressed is known by. */
export interface Target {
  readonly rule: string;
  /** Offset in the file. */
  readonly offset: number;
  /** 0-based line that it starts on. */
  readonly line: number;
  /** 0-based line that the statement around it starts on. */
  readonly statementLine: number;
}

/** The suppressions of a text; those of one comment follow one another, comments are in order. */
export interface Suppressions {
  readonly lines: LineIndex;
  readonly entries: readonly SuppressionEntry[];
}

/** Reads the suppressions of a text; undefined where it has none. */
export function readSuppressions(text: string): Suppressions | undefined {
  const comments = suppressionComments(text);
  if (comments.length === 0) return undefined;
  const lines = new LineIndex(text);
  const entries: SuppressionEntry[] = [];
  let open: Region[] = [];
  for (const comment of comments) {
    const parts = entriesOf(comment);
    switch (directives.find((directive) => directive === comment.word)) {
      case 'wsk-disable-line':
      case 'wsk-disable-next-line': {
        const reached = linesReached(text, comment, lines);
        entries.push(...parts.map((part) => new Lines(part, reached, lines)));
        break;
      }
      case 'wsk-disable': {
        const regions = parts.map((part) => new Region(part));
        open.push(...regions);
        entries.push(...regions);
        break;
      }
      case 'wsk-enable':
        for (const part of parts) {
          const ends = open.filter((region) => region.end(part));
          entries.push({ ...part, kind: 'enable', ends });
          open = open.filter((region) => region.isOpen);
        }
        break;
      case undefined:
        entries.push({ comment, rule: undefined, kind: 'misspelt' });
    }
  }
  return { lines, entries };
}

function entriesOf(comment: SuppressionComment): readonly EntryBase[] {
  if (comment.rules.length === 0) return [{ comment, rule: undefined }];
  return comment.rules.map((rule) => ({ comment, rule }));
}

/** 0-based lines that a comment for one line is about. */
function linesReached(
  text: string,
  { comment, word }: SuppressionComment,
  lines: LineIndex,
): readonly number[] {
  const last = lines.position(comment.end).line;
  if (word === 'wsk-disable-line') {
    const first = lines.position(comment.start).line;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }
  // The next line and, where that has no code, the next one that has: several comments may stand above one statement.
  const lexer = new Lexer(text, comment.end);
  const nextLine = lines.lineStart(last + 1);
  while (lexer.next() !== Token.End) {
    if (lexer.start >= nextLine) return [last + 1, lines.position(lexer.start).line];
  }
  return [last + 1];
}

/** 0: not the finding's rule; 1: it is one of all; 2: it is named. */
function match(rule: SuppressedRule | undefined, target: Target): 0 | 1 | 2 {
  if (rule !== undefined) return rule.name === target.rule ? 2 : 0;
  // All rules are those that judge code. Who wants to keep a useless suppression has to say so.
  return target.rule === 'unused-suppression' ? 0 : 1;
}

class Lines implements Disabling {
  readonly kind = 'disable';
  readonly comment: SuppressionComment;
  readonly rule: SuppressedRule | undefined;
  readonly #reached: readonly number[];
  readonly #lines: LineIndex;

  constructor({ comment, rule }: EntryBase, reached: readonly number[], lines: LineIndex) {
    this.comment = comment;
    this.rule = rule;
    this.#reached = reached;
    this.#lines = lines;
  }

  nearness(target: Target): number {
    const matched = match(this.rule, target);
    if (matched === 0) return 0;
    if (this.#reached.includes(target.line)) return 4 + matched;
    return this.#reached.includes(target.statementLine) ? 2 + matched : 0;
  }

  spans(): readonly Span[] {
    return this.#reached.map((line) => ({
      start: this.#lines.lineStart(line),
      end: this.#lines.lineStart(line + 1),
    }));
  }
}

class Region implements Disabling {
  readonly kind = 'disable';
  readonly comment: SuppressionComment;
  readonly rule: SuppressedRule | undefined;
  #end = Infinity;
  /** Rules that an enable took out of a region for all rules, and from where on. */
  readonly #exceptions = new Map<string, number>();

  constructor({ comment, rule }: EntryBase) {
    this.comment = comment;
    this.rule = rule;
  }

  get isOpen(): boolean {
    return this.#end === Infinity;
  }

  /** Takes an enabling entry into account, and tells whether it is about this region. */
  end({ comment, rule }: EntryBase): boolean {
    const { start } = comment.comment;
    if (rule === undefined || rule.name === this.rule?.name) {
      this.#end = start;
      return true;
    }
    if (this.rule !== undefined || this.#exceptions.has(rule.name)) return false;
    this.#exceptions.set(rule.name, start);
    return true;
  }

  nearness(target: Target): number {
    const { offset, rule } = target;
    const end = Math.min(this.#end, this.#exceptions.get(rule) ?? Infinity);
    return this.comment.comment.end <= offset && offset < end ? match(this.rule, target) : 0;
  }

  spans(): readonly Span[] {
    return [{ start: this.comment.comment.end, end: this.#end }];
  }
}
