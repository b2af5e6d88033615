import type { RegistrationState } from '../analysis/analyser.ts';
import type { Span } from '../base/text.ts';
import type { ParsedFile } from '../syntax/index.ts';
import { render, type Block, type Format } from './hover/document.ts';
import { enumeratorPage, memberPage, registrationPage, symbolPage } from './hover/pages.ts';
import { targetOf, wordAt, type Target } from './meaning/target.ts';

export type { Format } from './hover/document.ts';

export interface HoverInput {
  readonly file: ParsedFile;
  /** File offset, UTF-16 code units. */
  readonly offset: number;
  /** Says what is known of a registration at an offset of the file; without it, hovers say what a registration is. */
  readonly stateAt: ((offset: number) => RegistrationState | undefined) | undefined;
}

export interface HoverContents {
  readonly contents: string;
  /** The word that it is about, file offsets. */
  readonly span: Span;
}

/**
 * What WSK has to say about the word at an offset: documentation, and for a registration variable its state there.
 * Undefined for anything that is not of WSK, in comments and in strings.
 */
export function hover(input: HoverInput, format: Format): HoverContents | undefined {
  const word = wordAt(input.file, input.offset);
  if (word === undefined) return undefined;
  const target = targetOf(input.file, word);
  const isRegistration = target === undefined || target.kind === 'registration';
  const state = isRegistration ? registrationState(input) : undefined;
  if (target === undefined && state === undefined) return undefined;
  return { contents: render(page(target, state, word.text), format), span: word.span };
}

function page(target: Target | undefined, state: RegistrationState | undefined, word: string): Block[] {
  switch (target?.kind) {
    case 'symbol':
      return symbolPage(target.symbol);
    case 'member':
      return memberPage(target.structure, target.member);
    case 'enumerator':
      return enumeratorPage(target.enumeration, target.name);
    case 'registration':
    case undefined:
      return registrationPage(state?.place ?? word, state?.states ?? []);
  }
}

/** Undefined where the analysis has no answer, also when it fails: the documentation is worth showing without it. */
function registrationState({ stateAt, offset }: HoverInput): RegistrationState | undefined {
  try {
    return stateAt?.(offset);
  } catch {
    return undefined;
  }
}
