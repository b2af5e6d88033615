import type { Language } from './unit.ts';

const cppOnly =
  /^\s*(?:class\s+\w+[^;(]*\{|namespace\b|template\s*<|using\s+\w|(?:public|private|protected)\s*:|extern\s+"C\+\+")|\bconstexpr\b|\bnullptr\b|\bnoexcept\b|\bstatic_cast\s*</m;
const guardedCpp =
  /^[ \t]*#[ \t]*if(?:def[ \t]+|[ \t]+defined[ \t]*\(?[ \t]*)__cplusplus\b[^]*?^[ \t]*#[ \t]*(?:endif|else)\b/gm;

/**
 * Which grammar a file is for, by its extension; a header (`.h`) by whether it holds C++ outside
 * `#ifdef __cplusplus`. Files with other extensions count as C.
 */
export function languageOf(path: string, text: string): Language {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (['cpp', 'cc', 'cxx', 'hpp', 'hxx', 'hh', 'inl', 'ixx'].includes(extension)) return 'cpp';
  if (extension !== 'h') return 'c';
  return cppOnly.test(text.replace(guardedCpp, '')) ? 'cpp' : 'c';
}
