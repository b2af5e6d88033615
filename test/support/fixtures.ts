import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Finding, Severity } from '../../server/src/base/finding.ts';
import { LineIndex } from '../../server/src/base/text.ts';
import { ruleIds, type RuleId } from '../../server/src/rules/ids.ts';

/** The fixtures: one folder a rule, and `clean` and `near-miss`, whose files no rule may report. */
const fixtureRoot = join(import.meta.dirname, '..', 'rules');

/** What is judged together: a file, or a folder with the files of a driver. */
export interface Fixture {
  readonly folder: string;
  /** File or folder name, e.g. `bad-goto.c`, `bad-two-files`. */
  readonly name: string;
  readonly path: string;
  /** By name. */
  readonly files: readonly FixtureFile[];
}

/** A source file that says in its comments what is to be found in it. */
export interface FixtureFile {
  readonly folder: string;
  /** Path below the folder, e.g. `bad-goto.c`, `bad-two-files/net.c`. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly expectations: readonly Expectation[];
}

/**
 * One `want:` of a trailing comment `// want: rule-id [severity] ["text"] [#group]`. A finding of the rule has to start on
 * that line, with the severity, and with the text in its message. Of the marks with the same group exactly one has to be
 * met: the bug has several places that are equally right to report.
 */
export interface Expectation {
  /** 0-based. */
  readonly line: number;
  readonly rule: RuleId;
  readonly severity: Severity | undefined;
  readonly text: string | undefined;
  readonly group: string | undefined;
}

const markStart = '// want:';
const markPattern =
  /^(?<rule>[a-z-]+)(?: (?<severity>error|warning|info|hint))?(?: "(?<text>[^"]*)")?(?: #(?<group>\w+))?$/;

/** All fixtures of a folder, by name. Throws on a mark that cannot be read. */
export function loadFixtures(folder: string): Fixture[] {
  return readdirSync(join(fixtureRoot, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || (/\.(c|cpp)$/.test(entry.name) && !isGolden(entry.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => {
      const { name } = entry;
      const path = join(fixtureRoot, folder, name);
      const files = entry.isDirectory()
        ? readdirSync(path)
            .filter((file) => !isGolden(file))
            .sort()
            .map((file) => `${name}/${file}`)
        : [name];
      return { folder, name, path, files: files.map((file) => loadFile(folder, file)) };
    });
}

function loadFile(folder: string, name: string): FixtureFile {
  const path = join(fixtureRoot, folder, name);
  const text = readFileSync(path, 'utf8');
  return { folder, name, path, text, expectations: readMarks(text, `${folder}/${name}`) };
}

/** The files of all fixtures, for tests that look at one file at a time. */
export function fixtureFiles(): FixtureFile[] {
  return fixtureFolders()
    .flatMap(loadFixtures)
    .flatMap(({ files }) => files)
    .filter(({ name }) => isCode(name));
}

/** The files of a fixture by what they include each other as. */
export function textsOf({ files }: Fixture): ReadonlyMap<string, string> {
  return new Map(files.map(({ name, text }) => [basename(name), text]));
}

/** The golden files below a folder of {@link fixtureRoot}. */
export function goldenFiles(folder: string): string[] {
  return readdirSync(join(fixtureRoot, folder), { encoding: 'utf8', recursive: true })
    .filter(isGolden)
    .map((name) => join(fixtureRoot, folder, name));
}

/** The folders that hold fixtures. */
export function fixtureFolders(): string[] {
  return readdirSync(fixtureRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** `bad-goto.c` -> `bad-goto.fixed.c`: the file with the fixes of all findings of its fixture applied. */
export function goldenPath({ path }: FixtureFile): string {
  return path.replace(/(\.[^./\\]+)?$/, '.fixed$1');
}

function isGolden(name: string): boolean {
  return /\.fixed(?:\.\w+)?$/.test(name);
}

/** The text without its marks; those in XML stand in comments of their own. */
export function withoutMarks(text: string): string {
  return text.replace(/ *<!-- \/\/ want:.*-->$/gm, '').replace(/ *\/\/ want:.*$/gm, '');
}

export function readMarks(text: string, where: string): Expectation[] {
  return text.split('\n').flatMap((source, line) => {
    const start = source.indexOf(markStart);
    if (start < 0) return [];
    return source
      .slice(start + '// '.length)
      .split(';')
      .map((part) => readMark(part.replace(/\s*-->$/, '').trim(), line, `${where}:${line + 1}`));
  });
}

function readMark(mark: string, line: number, where: string): Expectation {
  const parts = markPattern.exec(mark.replace(/^want: */, ''))?.groups;
  const rule = parts?.['rule'];
  if (parts === undefined || rule === undefined || !isRuleId(rule)) {
    throw new Error(`${where}: cannot read the mark '${mark}'`);
  }
  return {
    line,
    rule,
    severity: parts['severity'] as Severity | undefined,
    text: parts['text'],
    group: parts['group'],
  };
}

/** What differs between the marks and the findings, a line each, in source order; empty when they agree. */
export function compare(
  file: Pick<FixtureFile, 'text' | 'expectations'>,
  findings: readonly Finding[],
): string[] {
  const lines = new LineIndex(file.text);
  const unmet: { line: number; text: string }[] = [];
  const open = [...findings];
  const metGroups = new Set<string>();

  for (const expectation of file.expectations) {
    if (expectation.group !== undefined && metGroups.has(expectation.group)) continue;
    const index = open.findIndex((finding) => meets(finding, expectation, lines));
    if (index >= 0) {
      open.splice(index, 1);
      if (expectation.group !== undefined) metGroups.add(expectation.group);
    } else if (isLastChance(expectation, file.expectations)) {
      unmet.push({ line: expectation.line, text: `missing     ${describeExpectation(expectation)}` });
    }
  }

  const unexpected = open.map((finding) => ({
    line: lines.position(finding.span.start).line,
    text: `unexpected  ${finding.rule} ${finding.severity} "${finding.message}"`,
  }));
  return [...unmet, ...unexpected]
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `${line + 1}: ${text}`);
}

function meets(finding: Finding, expectation: Expectation, lines: LineIndex): boolean {
  return (
    finding.rule === expectation.rule &&
    lines.position(finding.span.start).line === expectation.line &&
    (expectation.severity === undefined || finding.severity === expectation.severity) &&
    (expectation.text === undefined || finding.message.includes(expectation.text))
  );
}

/** No later mark of the same group is left to be met. */
function isLastChance(expectation: Expectation, all: readonly Expectation[]): boolean {
  return (
    expectation.group === undefined ||
    all.slice(all.indexOf(expectation) + 1).every(({ group }) => group !== expectation.group)
  );
}

function describeExpectation({ rule, severity, text, group }: Expectation): string {
  return [rule, severity, text && `"${text}"`, group && `#${group}`].filter(Boolean).join(' ');
}

function isRuleId(word: string): word is RuleId {
  return (ruleIds as readonly string[]).includes(word);
}

/** The file is C or C++, and no build file. */
export function isCode(name: string): boolean {
  return /\.(?:c|cc|cpp|cxx|h|hpp)$/.test(name);
}
