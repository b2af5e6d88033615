import type { Finding } from '../base/finding.ts';
import { type JsonProblem, type JsonProperty, type JsonValue, problem, quoted, readJson } from './json.ts';

/** A finding that is known and accepted for now. */
export interface BaselineEntry {
  /** Relative to the folder of the baseline, with `/` between names. */
  readonly file: string;
  readonly rule: string;
  /** See `Fingerprinter`: survives edits elsewhere in the file. */
  readonly fingerprint: string;
  /** The finding's message at the time, for people who read the baseline. */
  readonly message: string;
}

export interface CheckedBaseline {
  /** Empty where there is a problem: a baseline that is understood in part hides what nobody chose. */
  readonly entries: readonly BaselineEntry[];
  readonly problems: readonly JsonProblem[];
}

/** A finding, and what recognises it in later versions of its file. */
export interface Fingerprinted {
  readonly finding: Pick<Finding, 'rule'>;
  /** See `Fingerprinter`. */
  readonly fingerprint: string;
}

export interface BaselineResult<T> {
  /** Findings that the baseline does not have. */
  readonly added: readonly T[];
  readonly known: readonly T[];
  /** Entries without a finding: the baseline can be written anew without them. */
  readonly stale: readonly BaselineEntry[];
}

const version = 1;
const fields = ['file', 'rule', 'fingerprint', 'message'] as const;

/**
 * Text of a baseline. The same entries in any order give the same bytes: sorted by file, rule and fingerprint, one entry a
 * line, so that versions compare and merge well.
 */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  const lines = [...entries]
    .sort(compareEntries)
    .map(({ file, rule, fingerprint, message }) => JSON.stringify({ file, rule, fingerprint, message }));
  const list = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  return `{\n  "version": ${version},\n  "findings": ${list}\n}\n`;
}

/** Reads the text of a baseline. Never throws. */
export function readBaseline(text: string): CheckedBaseline {
  const { root, problems } = readJson(text);
  const found: JsonProblem[] = [...problems];
  const entries = root === undefined ? [] : entriesOf(text, root, found);
  return { entries: found.length === 0 ? entries : [], problems: found };
}

/**
 * Takes known findings of one file away. As many findings are known as entries agree with them in rule and hash; of findings that
 * agree, the first in the file are.
 * @param entries of this file
 * @param findings in the order of the file
 */
export function applyBaseline<T extends Fingerprinted>(
  entries: readonly BaselineEntry[],
  findings: readonly T[],
): BaselineResult<T> {
  const open = new Map<string, BaselineEntry[]>();
  for (const entry of [...entries].sort(compareEntries)) {
    const key = identity(entry.rule, entry.fingerprint);
    const alike = open.get(key);
    if (alike === undefined) open.set(key, [entry]);
    else alike.push(entry);
  }
  const added: T[] = [];
  const known: T[] = [];
  for (const each of findings) {
    const entry = open.get(identity(each.finding.rule, each.fingerprint))?.shift();
    (entry === undefined ? added : known).push(each);
  }
  return { added, known, stale: [...open.values()].flat() };
}

/**
 * The entries of a baseline after a run: those of judged files are replaced by what was found; those of other files stay, as
 * long as the file is there.
 * @param judged names of the files that the run judged, as in {@link BaselineEntry.file}
 * @param exists whether a file of an entry is still there
 */
export function updateBaseline(
  before: readonly BaselineEntry[],
  found: readonly BaselineEntry[],
  judged: ReadonlySet<string>,
  exists: (file: string) => boolean,
): readonly BaselineEntry[] {
  return [...before.filter(({ file }) => !judged.has(file) && exists(file)), ...found];
}

/** Rule and hash; the number behind the hash only counts, and gets smaller when a finding before it is repaired. */
function identity(rule: string, fingerprint: string): string {
  return `${rule} ${fingerprint.replace(/:\d+$/, '')}`;
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compare(a.file, b.file) ||
    compare(a.rule, b.rule) ||
    compare(identity(a.rule, a.fingerprint), identity(b.rule, b.fingerprint)) ||
    occurrence(a) - occurrence(b) ||
    compare(a.fingerprint, b.fingerprint) ||
    compare(a.message, b.message)
  );
}

function occurrence({ fingerprint }: BaselineEntry): number {
  return Number(/:(\d+)$/.exec(fingerprint)?.[1] ?? 0);
}

/** By UTF-16 code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function entriesOf(text: string, root: JsonValue, problems: JsonProblem[]): readonly BaselineEntry[] {
  if (root.value.kind !== 'object') {
    problems.push(problem(root.span, root.key, 'A baseline must be an object { … }.'));
    return [];
  }
  const member = (name: string): JsonProperty | undefined =>
    root.value.kind === 'object'
      ? root.value.properties.find((property) => property.name === name)
      : undefined;
  const written = member('version')?.value;
  if (written?.value.kind !== 'other' || written.value.json !== version) {
    const is = written === undefined ? 'is missing' : `is ${quoted(text, written)}`;
    const span = written?.span ?? root.span;
    problems.push(
      problem(
        span,
        'version',
        `"version" must be ${version}, but ${is}: this baseline is of another wsk-lint.`,
      ),
    );
    return [];
  }
  const findings = member('findings')?.value;
  if (findings?.value.kind !== 'array') {
    problems.push(problem(findings?.span ?? root.span, 'findings', '"findings" must be a list.'));
    return [];
  }
  return findings.value.items.flatMap((item) => {
    const entry = entryOf(item, problems);
    return entry === undefined ? [] : [entry];
  });
}

function entryOf(item: JsonValue, problems: JsonProblem[]): BaselineEntry | undefined {
  const properties = item.value.kind === 'object' ? item.value.properties : [];
  const texts = new Map<string, string>();
  for (const field of fields) {
    const value = properties.find(({ name }) => name === field)?.value;
    if (value?.value.kind === 'string') texts.set(field, value.value.text);
    else {
      const key = `${item.key}.${field}`;
      problems.push(
        problem(value?.span ?? item.span, key, `"${key}" must be a text${value ? '' : ', but is missing'}.`),
      );
    }
  }
  const [file, rule, fingerprint, message] = fields.map((field) => texts.get(field));
  if (file === undefined || rule === undefined || fingerprint === undefined || message === undefined)
    return undefined;
  return { file, rule, fingerprint, message };
}
