import { fileURLToPath } from 'node:url';
import type { Fix, FixSafety } from '../base/finding.ts';
import { applyEdits, type TextEdit } from '../base/text.ts';
import { encode } from '../workspace/encode.ts';
import type { FileSystem } from '../workspace/fileSystem.ts';
import type { Report, ReportedFinding } from './report.ts';

/** Lints with other contents in the place of files, by path. */
export type LintWith = (contents: ReadonlyMap<string, Uint8Array>) => Promise<Report>;

/** A file that fixes change. */
export interface RepairedFile {
  readonly path: string;
  /** As shown to people. */
  readonly name: string;
  readonly before: { readonly bytes: Uint8Array; readonly text: string };
  readonly after: { readonly bytes: Uint8Array; readonly text: string };
}

export interface Repair {
  /** What was found before anything was repaired. */
  readonly first: Report;
  /** What is left. */
  readonly last: Report;
  readonly files: readonly RepairedFile[];
}

interface Candidate {
  readonly found: ReportedFinding;
  readonly fix: Fix;
}

/**
 * Repairs by fixes of one kind, and what they make room for, until none is left; writes nothing. After each round all is
 * linted again, and a round counts only if it leaves fewer findings: where several fixes together do not, they are tried
 * one by one, and one that fails alone is left out. So it ends, and each step is a driver that was analysed.
 * @param disk that the files are read from, in bytes
 */
export async function repair(
  lintWith: LintWith,
  safety: FixSafety,
  disk: Pick<FileSystem, 'readFile'>,
): Promise<Repair> {
  const first = await lintWith(new Map());
  const files = new Map<string, RepairedFile>();
  const refused = new Set<string>();
  let last = first;
  let atOnce = Infinity;
  for (;;) {
    const chosen = compatible(candidates(last, safety, refused)).slice(0, atOnce);
    if (chosen.length === 0) return { first, last, files: [...files.values()] };
    const changed = apply(chosen, last, files, disk);
    const contents = new Map([...files, ...changed].map(([path, { after }]) => [path, after.bytes]));
    const next = await lintWith(contents);
    if (next.findings.length < last.findings.length) {
      last = next;
      for (const [path, file] of changed) files.set(path, file);
    } else if (chosen.length === 1) for (const { found } of chosen) refused.add(keyOf(found));
    else atOnce = 1;
  }
}

/** The first fix of the kind that each finding has. */
function candidates(report: Report, safety: FixSafety, refused: ReadonlySet<string>): readonly Candidate[] {
  return report.findings.flatMap((found) => {
    const fix = found.finding.fixes.find((each) => each.safety === safety);
    return fix === undefined || refused.has(keyOf(found)) ? [] : [{ found, fix }];
  });
}

function keyOf({ source, finding, fingerprint }: ReportedFinding): string {
  return `${source.uri} ${finding.rule} ${fingerprint}`;
}

/** Those that stay clear of the ones before them. */
function compatible(all: readonly Candidate[]): readonly Candidate[] {
  const taken: Fix['edits'][number][] = [];
  return all.filter(({ fix: { edits } }) => {
    const isClear = edits.every((edit) =>
      taken.every(
        (other) =>
          other.uri !== edit.uri || other.span.end < edit.span.start || edit.span.end < other.span.start,
      ),
    );
    if (isClear) taken.push(...edits);
    return isClear;
  });
}

/** The files that the fixes change, by path, as they are then. */
function apply(
  chosen: readonly Candidate[],
  report: Report,
  files: ReadonlyMap<string, RepairedFile>,
  disk: Pick<FileSystem, 'readFile'>,
): ReadonlyMap<string, RepairedFile> {
  const edits = new Map<string, TextEdit[]>();
  for (const edit of chosen.flatMap(({ fix }) => fix.edits))
    edits.set(edit.uri, [...(edits.get(edit.uri) ?? []), edit]);
  return new Map(
    [...edits].map(([uri, own]) => {
      const source = report.sources.get(uri);
      if (source === undefined) throw new Error(`${uri} was not analysed`);
      const path = fileURLToPath(uri);
      const before = files.get(path)?.before ?? { bytes: disk.readFile(path, Infinity), text: source.text };
      const text = applyEdits(source.text, own);
      const bytes = encode(text, before.bytes);
      if (bytes === undefined) throw new Error(`${source.name}: its encoding cannot hold what a fix writes`);
      return [path, { path, name: source.name, before, after: { bytes, text } }];
    }),
  );
}
