import type { RegistrationState } from '../analysis/analyser.ts';
import type { Span } from '../base/text.ts';
import { statusNamed } from '../catalogue/kernel/index.ts';
import type { ParsedFile } from '../syntax/index.ts';
import { render, type Block, type Format } from './hover/document.ts';
import { enumeratorPage, memberPage, registrationPage } from './hover/pages.ts';
import {
  callbackPage,
  neighbourPage,
  numberPage,
  rulePage,
  socketPage,
  statusPage,
  valuePage,
} from './hover/placePages.ts';
import { callbackRole } from './meaning/callbackRole.ts';
import { numberAt } from './meaning/number.ts';
import { socketTable } from './meaning/socketTable.ts';
import { statusOrigins } from './meaning/statusOrigin.ts';
import { suppressedRuleAt } from './meaning/suppressedRule.ts';
import { targetOf, wordAt, type Target, type Word } from './meaning/target.ts';
import { useOf, type Use } from './meaning/use.ts';

export type { Format } from './hover/document.ts';

export interface HoverInput {
  readonly file: ParsedFile;
  /** File offset, UTF-16 code units. */
  readonly offset: number;
  /** Headers that the file includes and other files of its driver, as far as they are known. */
  readonly headers: readonly ParsedFile[];
  readonly others: readonly ParsedFile[];
  /** Says what is known of a registration at an offset of the file; without it, hovers say what a registration is. */
  readonly stateAt: ((offset: number) => RegistrationState | undefined) | undefined;
}

export interface HoverContents {
  readonly contents: string;
  /** The word that it is about, file offsets. */
  readonly span: Span;
}

/**
 * What WSK has to say about the word or number at an offset: what it means in that place, and its documentation. Undefined for
 * anything that is not of WSK, in strings, and in comments but for the rules that they suppress.
 */
export function hover(input: HoverInput, format: Format): HoverContents | undefined {
  const found = wordHover(input) ?? numberHover(input) ?? ruleHover(input);
  return found && { contents: render(found.page, format), span: found.span };
}

/** What is shown, and the text that it is about. */
interface Shown {
  readonly page: readonly Block[];
  readonly span: Span;
}

function ruleHover({ file, offset }: HoverInput): Shown | undefined {
  const named = suppressedRuleAt(file.text, offset);
  return named && { page: rulePage(named.rule), span: named.span };
}

function numberHover({ file, offset, headers }: HoverInput): Shown | undefined {
  const number = numberAt(file, offset, headers);
  return number && { page: numberPage(number), span: number.span };
}

function wordHover(input: HoverInput): Shown | undefined {
  const word = wordAt(input.file, input.offset);
  if (word === undefined) return undefined;
  const page =
    statusOf(input, word) ??
    contractOf(input, word) ??
    pageOf(input, word, targetOf(input.file, word, input.headers));
  return page && { page, span: word.span };
}

/** A function that the file defines or declares, when WSK or the kernel calls it. */
function contractOf({ file, others }: HoverInput, { text, isMember }: Word): Block[] | undefined {
  if (isMember || !file.units.some(({ unit }) => unit.name === text)) return undefined;
  const role = callbackRole(text, [file]) ?? callbackRole(text, others);
  return role && callbackPage(text, role);
}

/** A status with the routines that it comes from; one that every driver uses has nothing to say without them. */
function statusOf({ file }: HoverInput, word: Word): Block[] | undefined {
  const status = statusNamed(word.text);
  const origins = status && statusOrigins(file, word);
  return status && origins && origins.length > 0 ? statusPage(status, origins) : undefined;
}

function pageOf(input: HoverInput, word: Word, target: Target | undefined): Block[] | undefined {
  switch (target?.kind) {
    case 'symbol': {
      const { symbol } = target;
      const use = symbol.kind === 'constant' || 'maxIrql' in symbol ? useOfWord(input, word) : undefined;
      return valuePage(symbol, use, (name) => argumentOf(input.file, use, name));
    }
    case 'member':
      return memberPage(target.structure, target.member);
    case 'enumerator':
      return enumeratorPage(target.enumeration, target.name);
    case 'neighbour':
      return neighbourPage(target.routine);
    case 'socket':
      return socketPage(target.place, socketTable(input.file, word, input.headers));
    case 'registration':
      return registration(input, word);
    case undefined:
      return givenRegistration(input, word);
  }
}

/** A registration whose type the file does not show, but the call that it is given to. */
function givenRegistration(input: HoverInput, word: Word): Block[] | undefined {
  const use = useOfWord(input, word);
  const given = use?.part.type === 'PWSK_REGISTRATION' ? use.call?.arguments[use.call.index] : undefined;
  // `Registration` of `&Get(Helper)->Registration` and `Regs` of `Regs[i]`, none of the other names.
  const isLast =
    given !== undefined && /^(?:\s*\[[^\]]*\]|\s*\))*$/.test(input.file.text.slice(word.span.end, given.end));
  return isLast ? registration(input, word) : undefined;
}

function registration(input: HoverInput, word: Word): Block[] {
  const state = stateOf(input);
  return registrationPage(state?.place ?? word.text, state?.states ?? []);
}

/** Undefined where the analysis has no answer, also when it fails: the documentation is worth showing without it. */
function stateOf({ stateAt, offset }: HoverInput): RegistrationState | undefined {
  try {
    return stateAt?.(offset);
  } catch {
    return undefined;
  }
}

function useOfWord({ file, headers }: HoverInput, { unit, span, path }: Word): Use | undefined {
  return useOf(file, { unit, offset: span.start, path }, headers);
}

function argumentOf({ text }: ParsedFile, use: Use | undefined, name: string): string | undefined {
  if (use?.call === undefined) return undefined;
  const index = use.call.routine.params.findIndex((parameter) => parameter.name === name);
  const span = use.call.arguments[index];
  return span && text.slice(span.start, span.end);
}
