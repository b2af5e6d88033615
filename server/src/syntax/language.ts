import { Conditionals, directiveOf } from './conditionals.ts';
import { Lexer, Token } from './lexer.ts';
import type { Language } from './unit.ts';

const cppExtensions = new Set(['cpp', 'cc', 'cxx', 'hpp', 'hxx', 'hh', 'inl']);
/** Words that C code has no other use for. */
const cppWords = new Set(
  'constexpr nullptr noexcept static_cast reinterpret_cast const_cast dynamic_cast decltype typename'.split(
    ' ',
  ),
);
const accessWords = new Set(['public', 'private', 'protected']);

/**
 * Which grammar a file is for, by its extension; a header (`.h`) by whether it holds C++ outside
 * `#ifdef __cplusplus`. `otherwise` is for all other files, `.c` included: C, unless somebody knows better.
 */
export function languageOf(path: string, text: string, otherwise: Language = 'c'): Language {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (cppExtensions.has(extension)) return 'cpp';
  if (extension === 'h') return hasCpp(text) ? 'cpp' : 'c';
  return otherwise;
}

function hasCpp(text: string): boolean {
  const lexer = new Lexer(text);
  const conditionals = new Conditionals('c');
  let live = true;
  let braces = 0;
  let parentheses = 0;
  /** The last tokens, nearest first. */
  let before: readonly string[] = [];
  while (lexer.next() !== Token.End) {
    const { kind } = lexer;
    if (kind === Token.Directive && conditionals.follow(directiveOf(lexer.word), false))
      live = conditionals.live;
    if (kind === Token.Directive || !live) continue;
    const isDeclared = braces === 0 && parentheses > 0;
    if (kind === Token.Scope || (isDeclared && kind === Token.Equals)) return true;
    const word = kind === Token.Character || kind === Token.Number ? '' : lexer.word;
    if (cppWords.has(word) || isCpp(word, before, isDeclared)) return true;
    if (kind === Token.OpenBrace) braces++;
    else if (kind === Token.CloseBrace) braces = Math.max(0, braces - 1);
    else if (kind === Token.OpenParen) parentheses++;
    else if (kind === Token.CloseParen) parentheses = Math.max(0, parentheses - 1);
    before = [word, ...before.slice(0, 2)];
  }
  return false;
}

/** The token, after those before it, makes C++ of what would be ordinary names in C. */
function isCpp(word: string, before: readonly string[], isDeclared: boolean): boolean {
  const [last = '', second = '', third = ''] = before;
  switch (word) {
    case '{':
      return second === 'class' || second === 'namespace' || last === 'namespace';
    case ':':
      return accessWords.has(last) || second === 'class' || second === 'struct';
    case ';':
      return second === 'class' || second === 'namespace';
    case '<':
      return last === 'template';
    case ',':
    case ')': // a reference as parameter
      return isDeclared && second === '&' && /^\w/.test(last) && /^\w/.test(third);
    case 'new':
    case 'delete':
      return last === 'operator';
    case '"C"':
      return last === 'extern';
    default:
      return last === ':' && accessWords.has(word);
  }
}
