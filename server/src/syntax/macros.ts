import { directiveOf } from './conditionals.ts';
import { type Role, roleOf } from './words.ts';

/** What a file's own `#define`s teach about words that would not parse. */
export interface Macros {
  /** Role of a word by the file's `#define`s or, where these say nothing, by the tables. */
  roleOf(word: string): Role | undefined;
  /** Keyword that a function-like macro's replacement begins with, when a statement follows its use. */
  headOf(word: string): 'if' | 'for' | 'while' | undefined;
  /** Everything learnt, for comparison: what was masked under equal knowledge stays right. */
  readonly learnt: ReadonlyMap<string, string>;
}

/** A `#define`, taken apart. */
interface Define {
  readonly name: string;
  readonly isFunction: boolean;
  readonly body: string;
}

const heads = ['if', 'for', 'while'] as const;
const storageWords = new Set([
  'static',
  'extern',
  'inline',
  '__inline',
  '__forceinline',
  'const',
  'volatile',
  'register',
]);

/** Learns from the text of `#define` directives. Of several definitions of a name, one that may be blanked wins. */
export function learnMacros(defines: readonly string[]): Macros {
  const parsed = defines.map(parseDefine).filter((define) => define !== undefined);
  const learnt = new Map<string, Role>();
  const headsLearnt = new Map<string, (typeof heads)[number]>();
  const lookUp = (word: string): Role | undefined => learnt.get(word) ?? roleOf(word);
  for (const { name, isFunction, body } of parsed) {
    const isBlank = isAttribute(body, lookUp);
    if (isFunction) {
      const head = heads.find((keyword) => new RegExp(`^${keyword}\\b`).test(body));
      if (head !== undefined && !/;\s*$|\}\s*$/.test(body)) headsLearnt.set(name, head);
      if (isBlank && learnt.get(name) !== 'plain') learnt.set(name, 'annotation');
      else if (!isBlank && (learnt.has(name) || roleOf(name) !== undefined)) learnt.set(name, 'plain');
    } else if (isBlank) {
      learnt.set(name, 'word');
    } else if (!learnt.has(name) && roleOf(name) !== undefined) {
      learnt.set(name, 'plain');
    }
  }
  return {
    roleOf: lookUp,
    headOf: (word) => headsLearnt.get(word),
    learnt: new Map([...headsLearnt, ...learnt]),
  };
}

/** Matches the words that mean something else under one than under the other; undefined when there are none. */
export function changedWords(before: Macros, after: Macros): RegExp | undefined {
  const words = new Set([...before.learnt.keys(), ...after.learnt.keys()]);
  const changed = [...words].filter((word) => before.learnt.get(word) !== after.learnt.get(word));
  return changed.length === 0 ? undefined : new RegExp(`\\b(?:${changed.join('|')})\\b`);
}

function parseDefine(text: string): Define | undefined {
  const rest = directiveOf(text)
    .rest.replace(/\/\*[^]*?(?:\*\/|$)|\\\r?\n|\/\/.*/g, ' ')
    .trim();
  const match = /^([A-Za-z_]\w*)(\([^)]*\))?\s*([^]*)$/.exec(rest);
  if (match?.[1] === undefined) return undefined;
  return { name: match[1], isFunction: match[2] !== undefined, body: match[3] ?? '' };
}

/** The text is nothing but attributes, calling conventions and storage words, or empty. */
function isAttribute(body: string, lookUp: (word: string) => Role | undefined): boolean {
  let rest = body;
  while (rest !== '') {
    const match = /^([A-Za-z_]\w*)\s*|^"C"\s*/.exec(rest);
    if (match === null) return false;
    const word = match[1];
    rest = rest.slice(match[0].length);
    if (word === undefined || storageWords.has(word)) continue;
    const role = lookUp(word);
    if (role !== 'annotation' && role !== 'word') return false;
    if (rest.startsWith('(')) rest = afterParentheses(rest);
  }
  return true;
}

function afterParentheses(text: string): string {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return text.slice(i + 1).trimStart();
  }
  return '';
}
