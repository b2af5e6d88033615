import type { Macros } from '../macros.ts';
import type { Annotation, Language } from '../unit.ts';
import { blankAnnotations } from './annotations.ts';
import { maskTypeArguments } from './arguments.ts';
import { resolveBranches } from './branches.ts';
import { blankSurplusWords } from './declarations.ts';
import { emptyMethods, simplifyCpp } from './cpp.ts';
import { Draft } from './draft.ts';
import { normaliseSpelling } from './spelling.ts';
import { completeHeadlessUnit } from './tables.ts';
import { completeStatements } from './statements.ts';

/** The class that a unit is a member of, or that it declares. */
export interface Owner {
  readonly className: string | undefined;
  readonly isDeclaration: boolean;
}

export interface Masked {
  /** Same length as the source, line breaks and comments in place. */
  readonly text: string;
  /** What was blanked as an annotation, in source order. */
  readonly annotations: readonly Annotation[];
}

/** Blanks or rewrites in one unit what the grammar cannot know. Any text will do. */
export function mask(source: string, language: Language, macros: Macros, owner?: Owner): Masked {
  if (source.startsWith('#')) return { text: withPlainBreaks(blankComments(source)), annotations: [] };
  const draft = new Draft(source);
  resolveBranches(draft, language);
  if (owner?.isDeclaration === true) emptyMethods(draft);
  blankAnnotations(draft, macros);
  completeHeadlessUnit(draft);
  completeStatements(draft, language, macros);
  if (language === 'cpp') simplifyCpp(draft, owner?.className);
  normaliseSpelling(draft);
  blankSurplusWords(draft);
  maskTypeArguments(draft);
  const annotations = [...draft.annotations].sort((a, b) => a.start - b.start);
  return { text: withPlainBreaks(draft.toString()), annotations };
}

/** A directive without its comments, which the grammar takes for its end. */
function blankComments(directive: string): string {
  return directive.replace(
    /"(?:[^"\\\r\n]|\\[^])*"|'(?:[^'\\\r\n]|\\[^])*'|\/\*[^]*?(?:\*\/|$)|\/\/.*/g,
    (match) => (match.startsWith('/') ? match.replace(/[^\r\n\\]|\\(?![\r\n])/g, ' ') : match),
  );
}

/** Lone carriage returns become line feeds, and other control characters blanks: the grammar knows neither. */
function withPlainBreaks(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters meant
  return text.replace(/\r(?!\n)/g, '\n').replace(/[\0-\x08\x0e-\x1f\x7f\xa0\ufeff]/g, ' ');
}
