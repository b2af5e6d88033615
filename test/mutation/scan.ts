import type { Span } from '../../server/src/base/text.ts';

/** A function definition of a source file. */
export interface FunctionSpan {
  /** As it is written: `DriverEntry`, `WskClient::Init`. */
  readonly name: string;
  /** From the first word of the definition to behind the closing brace. */
  readonly span: Span;
  /** Offset behind the opening brace. */
  readonly body: number;
}

const tokens =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ \t]*#(?:\\\n|[^\n])*/gm;

/** The text with comments (and, unless they are kept, literals and directives) as blanks: every offset and line stays. */
export function masked(text: string, keep: 'code' | 'code, literals and directives' = 'code'): string {
  return text.replace(tokens, (token) => {
    const comment = token.startsWith('//') || token.startsWith('/*');
    return comment || keep === 'code' ? blanks(token) : token;
  });
}

/** As many blanks as the text has characters, its line ends kept. */
export function blanks(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** Offset behind the statement that starts at an offset of a masked text. */
export function endOfStatement(code: string, start: number): number {
  const at = skipSpace(code, start);
  if (code[at] === '{') return endOfGroup(code, at);
  const word = /^[a-z]+\b/.exec(code.slice(at, at + 8))?.[0] ?? '';
  if (word === 'do') {
    return code.indexOf(';', endOfStatement(code, at + word.length)) + 1;
  }
  if (word === 'if' || word === 'for' || word === 'while' || word === 'switch') {
    const body = endOfStatement(code, endOfGroup(code, code.indexOf('(', at)));
    const next = skipSpace(code, body);
    return word === 'if' && /^else\b/.test(code.slice(next, next + 5))
      ? endOfStatement(code, next + 'else'.length)
      : body;
  }
  for (let i = at; i < code.length; i++) {
    const char = code.charAt(i);
    if ('({['.includes(char)) i = endOfGroup(code, i) - 1;
    else if (char === ';') return i + 1;
  }
  throw new Error(`no end of the statement '${code.slice(at, at + 60)}'`);
}

/** Offset behind the bracket that closes the one at an offset. */
export function endOfGroup(code: string, open: number): number {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    const char = code.charAt(i);
    if ('({['.includes(char)) depth++;
    else if (')}]'.includes(char) && --depth === 0) return i + 1;
  }
  throw new Error(`nothing closes '${code.slice(open, open + 60)}'`);
}

/** Spans of the arguments of a call whose opening parenthesis is at an offset. */
export function argumentsAt(code: string, open: number): Span[] {
  const end = endOfGroup(code, open) - 1;
  const spans: Span[] = [];
  let start = open + 1;
  for (let i = start; i <= end; i++) {
    const char = code.charAt(i);
    if (i === end || char === ',') {
      spans.push(trimmed(code, { start, end: i }));
      start = i + 1;
    } else if ('({['.includes(char)) {
      i = endOfGroup(code, i) - 1;
    }
  }
  return spans;
}

/** The function definitions of a masked text, also those in namespaces and classes. */
export function functionsOf(code: string): FunctionSpan[] {
  const functions: FunctionSpan[] = [];
  let from = 0;
  for (let i = 0; i < code.length; i++) {
    const char = code.charAt(i);
    if (char === ';' || char === '}') {
      from = i + 1;
    } else if (char === '{') {
      const head = code.slice(from, i);
      if (/\)\s*(?:const|noexcept|override|\s)*$/.test(head) && !/=\s*$/.test(head)) {
        const end = endOfGroup(code, i);
        functions.push({
          name: nameOf(head),
          span: { start: skipSpace(code, from), end },
          body: i + 1,
        });
        i = end - 1;
        from = end;
      } else if (/\b(?:namespace|class|struct|extern)\b[^()=]*$/.test(head)) {
        from = i + 1;
      } else {
        i = endOfGroup(code, i) - 1;
      }
    }
  }
  return functions;
}

function nameOf(head: string): string {
  const names = [...head.matchAll(/([A-Za-z_~][\w:~]*)\s*\(/g)].map((match) => match[1] ?? '');
  return names.find((name) => !/^_.*_$/.test(name)) ?? '';
}

function trimmed(code: string, { start, end }: Span): Span {
  const text = code.slice(start, end);
  return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
}

function skipSpace(code: string, from: number): number {
  return from + (/^\s*/.exec(code.slice(from))?.[0].length ?? 0);
}
