import { Conditionals, type Directive, directiveOf } from '../conditionals.ts';
import { Token } from '../lexer.ts';
import type { Language } from '../unit.ts';
import { type Context, ContextTracker } from './context.ts';
import type { Draft } from './draft.ts';

/** Conditionals nested deeper than this inside a unit are not looked into: their first branch is taken. */
const maxNesting = 32;
/** Words that continue the statement before them. */
const continuing = new Set(['else', 'catch', '__except', '__finally', 'except', 'finally']);

/**
 * Leaves the conditionals that the grammar understands, those around whole statements or members, and resolves the
 * others: their first possible branch stays, the rest is blanked. Blanks all other directives that stand where the
 * grammar has no room for them.
 */
export function resolveBranches(draft: Draft, language: Language): void {
  if (!hasDirective(draft)) return;
  const conditionals = new Conditionals(language);
  const tracker = new ContextTracker(draft);
  const chains = chainsOf(draft);
  /** For each open conditional, whether it stays. */
  const stays: boolean[] = [];
  let live = true;
  for (let index = 0; index < draft.count; index++) {
    if (draft.kind(index) !== Token.Directive) {
      if (live) tracker.feed(index);
      else draft.blank(index);
      continue;
    }
    const directive = directiveOf(draft.word(index));
    const fits = tracker.isBoundary && hasRoom(tracker.context()) && !isBehindLabel(draft, index);
    const chain = chains.get(index);
    const isEnd = directive.name === 'endif';
    let stay = live && fits && !continuing.has(draft.word(index + 1));
    if (/^if/.test(directive.name)) {
      stay = live && fits && chain !== undefined && isWhole(draft, chain);
      stays.push(stay);
    } else if (/^(?:el|endif)/.test(directive.name)) {
      stay = (isEnd ? stays.pop() : stays.at(-1)) === true;
    }
    if (conditionals.follow(directive, !stay)) live = conditionals.live;
    if (!stay) draft.blank(index);
  }
  draft.settle();
}

/** The grammar takes directives here. */
function hasRoom(context: Context): boolean {
  return context === 'block' || context === 'fields';
}

/** A label stands before the directive, without room for the semicolon that would make a statement of it. */
function isBehindLabel(draft: Draft, index: number): boolean {
  const colon = index - 1;
  const isLabel = draft.kind(colon) === Token.Colon && draft.kind(colon - 1) === Token.Identifier;
  return (
    isLabel &&
    draft.startsLine(colon - 1) &&
    draft.word(colon - 1) !== 'default' &&
    !draft.canInsertAfter(colon)
  );
}

function hasDirective(draft: Draft): boolean {
  for (let index = 0; index < draft.count; index++) if (draft.kind(index) === Token.Directive) return true;
  return false;
}

/** For each `#if` that is closed, the tokens of its directives up to `#endif`; none for those nested too deeply. */
function chainsOf(draft: Draft): ReadonlyMap<number, readonly number[]> {
  const chains = new Map<number, readonly number[]>();
  const open: number[][] = [];
  for (let index = 0; index < draft.count; index++) {
    if (draft.kind(index) !== Token.Directive) continue;
    const { name }: Directive = directiveOf(draft.word(index));
    if (name.startsWith('if')) open.push([index]);
    else if (name.startsWith('el')) open.at(-1)?.push(index);
    else if (name === 'endif') {
      const chain = open.pop();
      const first = chain?.[0];
      if (chain !== undefined && first !== undefined && open.length < maxNesting)
        chains.set(first, [...chain, index]);
    }
  }
  return chains;
}

/** Every branch of a conditional is a sequence of whole statements, or members. */
function isWhole(draft: Draft, chain: readonly number[]): boolean {
  let after = (chain.at(-1) ?? 0) + 1;
  while (draft.kind(after) === Token.Directive) after++;
  if (continuing.has(draft.word(after))) return false;
  return chain.slice(1).every((end, branch) => isWholeBranch(draft, (chain[branch] ?? 0) + 1, end));
}

function isWholeBranch(draft: Draft, from: number, to: number): boolean {
  if (from >= to) return true;
  const first = draft.kind(from);
  if (continuing.has(draft.word(from)) || first === Token.Comma || first === Token.Equals) return false;
  let depth = 0;
  /** Depth at each nested `#if`; only its first branch counts. */
  const nested: { readonly depth: number; skip: boolean }[] = [];
  let last = from;
  for (let index = from; index < to; index++) {
    switch (draft.kind(index)) {
      case Token.Directive: {
        const { name } = directiveOf(draft.word(index));
        if (name.startsWith('if')) nested.push({ depth, skip: nested.at(-1)?.skip === true });
        else if (name === 'endif') nested.pop();
        else if (name.startsWith('el')) nested.push({ depth, skip: nested.pop() !== undefined });
        continue;
      }
      case Token.OpenBrace:
      case Token.OpenParen:
      case Token.OpenBracket:
        if (nested.at(-1)?.skip !== true) depth++;
        break;
      case Token.CloseBrace:
      case Token.CloseParen:
      case Token.CloseBracket:
        if (nested.at(-1)?.skip !== true && --depth < 0) return false;
        break;
      default:
    }
    last = index;
  }
  const end = draft.kind(last);
  if (depth !== 0) return false;
  return (
    end === Token.Semicolon ||
    end === Token.CloseBrace ||
    end === Token.Colon ||
    isMacroLine(draft, from, last)
  );
}

/** The branch consists of one macro used as a statement, without a semicolon. */
function isMacroLine(draft: Draft, from: number, last: number): boolean {
  if (draft.kind(last) !== Token.CloseParen || draft.kind(from) !== Token.Identifier) return false;
  return (
    draft.kind(from + 1) === Token.OpenParen &&
    draft.partner(from + 1) === last &&
    !/^(?:if|for|while|switch)$/.test(draft.word(from))
  );
}
