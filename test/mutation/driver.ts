import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineIndex, type Span } from '../../server/src/base/text.ts';
import { argumentsAt, blanks, endOfStatement, functionsOf, masked, type FunctionSpan } from './scan.ts';

/**
 * What a mark says of the statement that starts on its line. What an operator may take for granted is said here, and each
 * mark in `drivers/` has been set by hand to hold it.
 *
 * | role | the statement |
 * | --- | --- |
 * | `registration` | defines a WSK_REGISTRATION at file scope, alone on its line |
 * | `table` | defines a WSK_CLIENT_DISPATCH with an initialiser; `table-variable` without, `table-version` and `table-reserved` then assign its members |
 * | `client-npi` | defines the WSK_CLIENT_NPI; `npi-context`, `npi-dispatch` assign its members |
 * | `pool` | allocates, non-paged, what the registration is in |
 * | `register`, `capture` | calls WskRegister, WskCaptureProviderNPI; `capture(entry)` runs while DriverEntry or a device start waits |
 * | `register-check`, `capture-check` | is the `if` right behind the call that leaves (or jumps) when it failed, and only then |
 * | `flag-registered`, `flag-captured` | notes the success; `(undo)`: a failed call also gets to the guard that reads it; `(condition)`: is the assignment `flag = <succeeded>`; `(thread)`: read by another thread only |
 * | `guard-deregister`, `guard-release` | is the `if` around the call, got to with and without the registration (the NPI) |
 * | `provider-call` | calls a provider dispatch function, itself or in its callee, right behind `capture-check`; `(kept)`: the NPI stays captured after it |
 * | `leak-point` | runs while registered; an error returned in front of it is undone by nobody. `(npi)`: the NPI, not the registration, is what leaks; `(freed)`: the caller also frees the memory |
 * | `release-undo`, `deregister-undo` | is the one undoing call of failing paths, all of which hold what it gives up |
 * | `call-cleanup-undo` | does the same by a call of the driver's own clean-up function |
 * | `release-unload`, `deregister-unload`, `call-cleanup-unload` | are their like in the tear-down that follows success |
 * | `release-use` | ends a capture of the same function |
 * | `close-unload` | closes the sockets in the tear-down |
 * | `unload-start` | is where the tear-down begins, in a function that returns nothing |
 * | `free-undo`, `free-unload` | frees the memory that the registration is in, after `deregister-…` or a clean-up call of the function |
 * | `unload-assign` | sets the unload routine |
 * | `callback` | is in a completion routine or a WSK event callback |
 * | `jump-registered(L)`, `jump-captured(L)` | jumps while registered (captured), to code that undoes it; at the label L only the WskDeregister (the release) has been skipped |
 * | `jump-unregistered(L)`, `jump-uncaptured(L)` | jumps because the call failed; at L follows the WskDeregister (the release) that must be skipped |
 * | `call-release` | calls a function of the driver that releases, right before `deregister-unload` |
 */
const roles = [
  'registration',
  'table',
  'table-variable',
  'table-version',
  'table-reserved',
  'client-npi',
  'npi-context',
  'npi-dispatch',
  'pool',
  'register',
  'register-check',
  'capture',
  'capture-check',
  'flag-registered',
  'flag-captured',
  'guard-deregister',
  'guard-release',
  'provider-call',
  'leak-point',
  'release-undo',
  'deregister-undo',
  'call-cleanup-undo',
  'release-unload',
  'deregister-unload',
  'call-cleanup-unload',
  'release-use',
  'close-unload',
  'unload-start',
  'free-undo',
  'free-unload',
  'unload-assign',
  'callback',
  'jump-registered',
  'jump-captured',
  'jump-unregistered',
  'jump-uncaptured',
  'call-release',
] as const;

/** The word of a mark `// @role` or `// @role(argument)`. */
export type Role = (typeof roles)[number];

/** A marked statement. */
export interface Mark {
  readonly role: Role;
  readonly argument: string | undefined;
  readonly file: SourceFile;
  readonly span: Span;
  /** The statement as it is written, its comments as blanks. */
  readonly text: string;
  /** The function that the statement is in; undefined at file scope. */
  readonly in: FunctionSpan | undefined;
}

/** A file of a driver, as it is analysed: with blanks where its marks were. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** The text without comments, literals and directives. */
  readonly code: string;
  readonly lines: LineIndex;
  readonly functions: readonly FunctionSpan[];
}

/** A correct driver. */
export interface Driver {
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** In the order of files and lines. */
  readonly marks: readonly Mark[];
}

/** An argument of a call in a marked statement. */
export interface Argument {
  readonly text: string;
  readonly span: Span;
}

const root = join(import.meta.dirname, 'drivers');
const markComment = /\/\/ @.*$/gm;
const mark = /@([a-z-]+)(?:\((\w+)\))?/g;

/** All drivers of the suite. Throws on a mark that cannot be read. */
export function loadDrivers(): Driver[] {
  return readdirSync(root).sort().map(loadDriver);
}

/** The marks of some roles, in the order of files and lines. */
export function marksOf(driver: Driver, ...wanted: readonly Role[]): Mark[] {
  return driver.marks.filter(({ role }) => wanted.includes(role));
}

/** The arguments of the call of a function in the marked statement; undefined when there is none. */
export function callArguments({ file, span }: Mark, callee: string): readonly Argument[] | undefined {
  const at = file.code.slice(span.start, span.end).search(new RegExp(`\\b${callee}\\s*\\(`));
  if (at < 0) return undefined;
  return argumentsAt(file.code, file.code.indexOf('(', span.start + at)).map((each) => ({
    span: each,
    text: file.text.slice(each.start, each.end).replace(/\s+/g, ' '),
  }));
}

function loadDriver(name: string): Driver {
  const marks: Mark[] = [];
  const files = readdirSync(join(root, name))
    .sort()
    .map((fileName) => {
      const source = readFileSync(join(root, name, fileName), 'utf8');
      const file = sourceFile(fileName, source.replace(markComment, blanks));
      for (const comment of source.matchAll(markComment)) marks.push(...readMarks(comment, file));
      return file;
    });
  return { name, files, marks };
}

function sourceFile(name: string, text: string): SourceFile {
  const code = masked(text);
  return { name, text, code, lines: new LineIndex(text), functions: functionsOf(code) };
}

function readMarks(comment: RegExpExecArray, file: SourceFile): Mark[] {
  const line = file.lines.position(comment.index).line;
  const lineStart = file.lines.lineStart(line);
  const start = lineStart + file.code.slice(lineStart).search(/\S/);
  if (start >= comment.index) throw new Error(`${file.name}:${line + 1}: a mark without a statement`);
  const span = { start, end: endOfStatement(file.code, start) };
  const text = masked(file.text, 'code, literals and directives').slice(span.start, span.end);
  const where = file.functions.find((each) => each.span.start <= start && start < each.span.end);
  return [...comment[0].matchAll(mark)].map(([, word, argument]) => {
    const role = roles.find((each) => each === word);
    if (role === undefined) throw new Error(`${file.name}:${line + 1}: no role '${word ?? ''}'`);
    return { role, argument, file, span, text, in: where };
  });
}
