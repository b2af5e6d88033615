import { Conditionals, directiveOf } from './conditionals.ts';
import { Lexer, Token } from './lexer.ts';
import type { Language } from './unit.ts';

const cppExtensions = new Set(['cpp', 'cc', 'cxx', 'hpp', 'hxx', 'hh', 'inl', 'ixx']);
/** Words that C code has no other use for. */
const cppWords = new Set([
  'constexpr',
  'nullptr',
  'noexcept',
  'static_cast',
  'reinterpret_cast',
  'const_cast',
  'dynamic_cast',
  'decltype',
  'typename',
]);

/**
 * Which grammar a file is for, by its extension; a header (`.h`) by whether it holds C++ outside
 * `#ifdef __cplusplus`. Files with other extensions count as C.
 */
export function languageOf(path: string, text: string): Language {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (cppExtensions.has(extension)) return 'cpp';
  return extension === 'h' && hasCpp(text) ? 'cpp' : 'c';
}

function hasCpp(text: string): boolean {
  const lexer = new Lexer(text);
  const conditionals = new Conditionals('c');
  let live = true;
  let word = '';
  let wordBefore = '';
  while (lexer.next() !== Token.End) {
    if (lexer.kind === Token.Directive) {
      if (conditionals.follow(directiveOf(lexer.word), false)) live = conditionals.live;
      continue;
    }
    if (!live) continue;
    if (lexer.kind === Token.Scope || isCpp(lexer.kind, word, wordBefore)) return true;
    wordBefore = word;
    word = lexer.kind === Token.Identifier ? lexer.word : '';
    if (cppWords.has(word)) return true;
  }
  return false;
}

/** The token of this kind, after these words, makes C++ of what would be ordinary names in C. */
function isCpp(kind: number, word: string, wordBefore: string): boolean {
  switch (kind) {
    case Token.OpenBrace:
      return wordBefore === 'class' || wordBefore === 'namespace' || word === 'namespace';
    case Token.Colon:
      return ['public', 'private', 'protected'].includes(word) || ['class', 'struct'].includes(wordBefore);
    case Token.Less:
      return word === 'template';
    case Token.Semicolon:
      return wordBefore === 'class';
    default:
      return false;
  }
}
