import { LineIndex, type LineColumn } from '../base/text.ts';
import { decode } from './decode.ts';
import { FileSystemError, type FileSystem } from './fileSystem.ts';
import { problem, type JsonProblem } from './json.ts';

/** Something in a configuration or baseline file that was not understood. */
export interface FileProblem extends JsonProblem {
  readonly path: string;
  /** Of the span's start. */
  readonly position: LineColumn;
}

/** `<name>:<line>:<column>: <message>`, line and column 1-based; `name` is what people are shown for the file. */
export function describeProblem(name: string, { position, message }: FileProblem): string {
  return `${name}:${position.line + 1}:${position.column + 1}: ${message}`;
}

/** Problems of one file with the places they are at. */
export function problemsIn(
  path: string,
  text: string,
  problems: readonly JsonProblem[],
): readonly FileProblem[] {
  if (problems.length === 0) return [];
  const lines = new LineIndex(text);
  return problems.map((each) => ({ ...each, path, position: lines.position(each.span.start) }));
}

/** A file that could be read, one that is not there, or why it could not be read. */
export type ReadText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly problems: readonly FileProblem[] };

/** Reads a text file. Never throws. */
export function readText(fileSystem: FileSystem, path: string, maxBytes: number): ReadText {
  try {
    const decoded = decode(fileSystem.readFile(path, maxBytes));
    return decoded.kind === 'text' ? decoded : unreadable(path, `is no text file: ${decoded.detail}`);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return error.fault === 'not-found' ? { kind: 'missing' } : unreadable(path, error.message);
  }
}

function unreadable(path: string, reason: string): ReadText {
  const all = problem({ start: 0, end: 0 }, '', `The file cannot be read: ${reason}.`);
  return { kind: 'unreadable', problems: problemsIn(path, '', [all]) };
}
