import { applyEdits, type Span } from '../../server/src/base/text.ts';
import type { RuleId } from '../../server/src/rules/ids.ts';
import { callArguments, marksOf, type Driver, type Mark, type Role, type SourceFile } from './driver.ts';
import { masked, type FunctionSpan } from './scan.ts';

/** One kind of mistake. Each mutant that it yields is known to have the mistake; where it is not sure it yields none. */
export interface Operator {
  /** Named as its file. */
  readonly id: string;
  /** Numbers in the base of facts. */
  readonly breaks: readonly `WSK-${'REG' | 'DSP' | 'CAP'}-${string}`[];
  /** Findings of each of these rules tell about the mistake. None: no rule covers the fact, and the mutants do not count. */
  readonly rules: readonly RuleId[];
  /** The mistake, in one sentence. */
  readonly what: string;
  readonly mutate: (driver: Driver) => readonly Mutant[];
}

/** A driver with one mistake. Its files have the lines of the driver that it was made from. */
export interface Mutant {
  /** The mark that was worked on. */
  readonly mark: Mark;
  readonly files: ReadonlyMap<string, string>;
  /** Where a finding tells about the mistake. */
  readonly at: readonly Place[];
}

/** Lines of a file, 0-based, both included. */
export interface Place {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** A replacement in one file of a driver. */
export interface Edit {
  readonly file: SourceFile;
  readonly span: Span;
  readonly newText: string;
}

/** What all files of `operators/` export. */
export function defineOperator(operator: Operator): Operator {
  return operator;
}

/**
 * The driver with the edits; `concerns` are the roles whose statements are right places too. Always right are the function
 * of the mark and the functions that lead to it; of a `provider-call`, what it calls.
 */
function mutant(driver: Driver, mark: Mark, edits: readonly Edit[], concerns: readonly Role[] = []): Mutant {
  const files = new Map(
    driver.files.map((file) => [
      file.name,
      applyEdits(
        file.text,
        edits.filter((each) => each.file === file),
      ),
    ]),
  );
  const concerned = marksOf(driver, ...concerns);
  const below = concerned.filter(({ role }) => role === 'provider-call');
  const at = [
    ...reach(driver, mark),
    ...concerned.flatMap(placesOf),
    ...below.flatMap((call) => calledBy(driver, call)),
  ];
  return { mark, files, at };
}

/** The mutants of all marks of some roles for which there are edits. */
export function each(
  driver: Driver,
  wanted: readonly Role[],
  edits: (mark: Mark) => readonly Edit[] | undefined,
  concerns: readonly Role[] = [],
): Mutant[] {
  return marksOf(driver, ...wanted).flatMap((mark) => {
    const made = edits(mark);
    return made === undefined ? [] : [mutant(driver, mark, made, concerns)];
  });
}

/** Statements in which a resource that leaks was got, or is given back. */
export const lifeCycle: readonly Role[] = [
  'register',
  'capture',
  'call-cleanup-unload',
  'call-cleanup-undo',
  'unload-assign',
];

/** Statements that give a resource back, and thereby too much or too little. */
export const tearDown: readonly Role[] = [
  'release-unload',
  'release-undo',
  'deregister-unload',
  'deregister-undo',
];

/** Replaces text; as many lines as before. */
export function replace(file: SourceFile, span: Span, newText: string): Edit {
  const lost = file.text.slice(span.start, span.end).split('\n').length - 1;
  return { file, span, newText: flat(newText) + '\n'.repeat(lost) };
}

/** Takes the marked statement away, as it may be where a statement has to be. */
export function remove({ file, span }: Mark): Edit {
  return replace(file, span, ';');
}

/** Puts text in front of the marked statement, which is in a list of statements. */
export function before({ file, span }: Mark, text: string): Edit {
  return replace(file, { start: span.start, end: span.start }, `${text} `);
}

/** Puts text behind the marked statement, which is in a list of statements. */
export function after({ file, span }: Mark, text: string): Edit {
  return replace(file, { start: span.end, end: span.end }, ` ${text}`);
}

/** Puts text around the marked statement, in a block, so that it may be the body of an `if`. */
export function around(mark: Mark, first: string, last: string): Edit[] {
  return [before(mark, `{ ${first}`), after(mark, `${last} }`)];
}

/** Puts text where the statements of the marked one's function begin. */
export function atFunctionStart({ file, in: where }: Mark, text: string): Edit[] {
  return where === undefined ? [] : [replace(file, { start: where.body, end: where.body }, ` ${text}`)];
}

/** Puts declarations in front of the function of the marked statement; in C++ it must not be in a class. */
export function beforeFunction({ file, in: where }: Mark, text: string): Edit[] {
  if (where === undefined) return [];
  const start = where.span.start;
  return [replace(file, { start, end: start }, `${text} `)];
}

/** Replaces a piece of the marked statement, as `String.replace` does; nothing when it is not there. */
export function within({ file, span, text }: Mark, piece: RegExp, newText: string): Edit[] | undefined {
  const found = piece.exec(text);
  if (found === null) return undefined;
  const start = span.start + found.index;
  const changed = text.replace(piece, newText);
  const rest = text.length - found.index - found[0].length;
  return [
    replace(file, { start, end: start + found[0].length }, changed.slice(found.index, changed.length - rest)),
  ];
}

/** Replaces an argument of the call in the marked statement; nothing when it is not there. */
export function withArgument(mark: Mark, callee: string, index: number, text: string): Edit[] | undefined {
  const argument = callArguments(mark, callee)?.[index];
  return argument && [replace(mark.file, argument.span, text)];
}

/** The registration (a pointer to it) that the WSK call in the marked statement is given. */
export function blockOf(mark: Mark): string | undefined {
  return (
    callArguments(mark, 'WskRegister')?.[1] ??
    ['WskDeregister', 'WskCaptureProviderNPI', 'WskReleaseProviderNPI']
      .map((callee) => callArguments(mark, callee)?.[0])
      .find((argument) => argument !== undefined)
  )?.text;
}

/** What a pointer expression points to: `x` for `&x`. */
export function target(pointer: string): string {
  return pointer.startsWith('&') ? pointer.slice(1).trim() : `*(${pointer})`;
}

/** A registration at file scope that the function of a mark sees, in the mark's file. */
export function fileScopeBlock(driver: Driver, mark: Mark): string | undefined {
  return marksOf(driver, 'registration')
    .filter(({ file }) => file === mark.file)
    .map(({ text }) => /WSK_REGISTRATION\s+(\w+)/.exec(text)?.[1])
    .find((name) => name !== undefined);
}

/** The next mark of a role behind a mark when nothing but space lies between them. */
export function directlyBehind(driver: Driver, mark: Mark, role: Role): Mark | undefined {
  return marksOf(driver, role).find(
    ({ file, span }) =>
      file === mark.file &&
      span.start >= mark.span.end &&
      masked(file.text, 'code, literals and directives').slice(mark.span.end, span.start).trim() === '',
  );
}

/** The marks of a role in the function of a mark. */
export function inSameFunction(driver: Driver, mark: Mark, ...wanted: readonly Role[]): Mark[] {
  return marksOf(driver, ...wanted).filter(
    (other) => other.file === mark.file && other.in !== undefined && other.in === mark.in,
  );
}

/** Lines of a concerned statement, and the ways out of the tear-down around it. */
function placesOf(mark: Mark): Place[] {
  const isTearDown = mark.role === 'call-cleanup-unload' && mark.in !== undefined;
  return isTearDown ? [placeOf(mark), lines(mark.file, mark.in.span)] : [placeOf(mark)];
}

/** Lines of the marked statement. */
function placeOf({ file, span }: Mark): Place {
  return lines(file, span);
}

/** The functions of a driver that lead to others by calls, and the others. */
function leadingTo(all: readonly Placed[], functions: readonly FunctionSpan[]): Set<FunctionSpan> {
  const found = new Set(functions);
  for (const callee of found) {
    for (const { file, fn } of all) if (calls(file, fn.body, fn.span.end, callee)) found.add(fn);
  }
  return found;
}

/** The function of the mark, the functions that lead to it, and those by way of which it registers or captures. */
function reach(driver: Driver, mark: Mark): Place[] {
  if (mark.in === undefined) return [placeOf(mark)];
  const all = driver.files.flatMap((file) => file.functions.map((fn) => ({ file, fn })));
  const found = leadingTo(all, [mark.in]);
  const starts = marksOf(driver, 'register', 'capture').flatMap((each) => each.in ?? []);
  const below = new Set([mark.in]);
  for (const caller of below) {
    const file = all.find(({ fn }) => fn === caller)?.file;
    for (const { fn } of all) if (file && calls(file, caller.body, caller.span.end, fn)) below.add(fn);
  }
  for (const fn of leadingTo(all, starts)) if (below.has(fn)) found.add(fn);
  return all.filter(({ fn }) => found.has(fn)).map(({ file, fn }) => lines(file, fn.span));
}

/** The functions of the driver that the marked statement calls. */
function calledBy(driver: Driver, { file, span }: Mark): Place[] {
  return driver.files.flatMap((other) =>
    other.functions.flatMap((fn) => (calls(file, span.start, span.end, fn) ? [lines(other, fn.span)] : [])),
  );
}

/** Whether the name of a function stands in a part of a file. */
function calls(file: SourceFile, start: number, end: number, { name }: FunctionSpan): boolean {
  const word = /\w+$/.exec(name)?.[0] ?? '';
  return word !== '' && new RegExp(`(?<!~)\\b${word}\\b`).test(file.code.slice(start, end));
}

/** A function with its file. */
interface Placed {
  readonly file: SourceFile;
  readonly fn: FunctionSpan;
}

function lines(file: SourceFile, span: Span): Place {
  const last = file.lines.position(span.end - 1).line;
  return { file: file.name, first: file.lines.position(span.start).line, last };
}

/** In one line. */
function flat(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
