import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, Fix } from '../../../server/src/base/finding.ts';
import { applyEdits, LineIndex } from '../../../server/src/base/text.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { newAnalyser } from '../../support/analyse.ts';
import { driverOf, nameOf } from '../../support/analyseDriver.ts';
import {
  compare,
  fixtureFolders,
  goldenFiles,
  goldenPath,
  isCode,
  loadFixtures,
  textsOf,
  withoutMarks,
  type Fixture,
} from '../../support/fixtures.ts';

/** The text of each file of a driver. */
type Texts = ReadonlyMap<string, string>;

/** Rules that judge paths through a function: a finding without a path tells its reader nothing. */
const pathRules = new Set<string>([
  'registered-twice',
  'deregister-without-register',
  'deregistered-twice',
  'registration-leak',
  'provider-npi-leak',
  'release-without-capture',
  'deregister-before-release',
  'provider-npi-used-after-release',
  'capture-after-deregister',
  'nmr-deregister-without-wait',
  'nmr-wait-misplaced',
]);
/** Folders whose files no rule may report. */
const silentFolders = ['clean', 'near-miss'];
/** More rounds of fixes than a fixture has findings. */
const maxRounds = 20;

function analyse(texts: Texts): { findings: readonly Finding[]; errors: number } {
  const driver = driverOf(texts);
  const analyser = newAnalyser();
  const all = analyser.analyse(driver);
  const findings = all.map((finding) => ({ ...finding, fixes: analyser.repairsOf(driver, all, finding) }));
  return { findings, errors: driver.files.reduce((sum, { file }) => sum + file.errorCount(), 0) };
}

function applyFix(texts: Texts, { edits }: Fix): Texts {
  return new Map(
    [...texts].map(([name, text]) => [
      name,
      applyEdits(
        text,
        edits.filter(({ uri }) => nameOf(uri) === name),
      ),
    ]),
  );
}

const folders = fixtureFolders();
/** Rules about code. */
const ruleIds = rules.map(({ id }) => id);
const fixtures = folders.flatMap(loadFixtures);

describe('the set of fixtures', () => {
  it('has a folder for each rule and no other', () => {
    expect(folders).toEqual([...ruleIds, ...silentFolders].sort());
  });

  it.each(ruleIds)('shows %s in enough ways', (rule) => {
    const of = (prefix: string) =>
      fixtures.filter(({ folder, name }) => folder === rule && name.startsWith(prefix)).length;
    expect(of('bad-')).toBeGreaterThanOrEqual(3);
    expect(of('good-')).toBeGreaterThanOrEqual(3);
  });

  it('marks each bad file with its rule, and no other file', () => {
    const wrong = fixtures.filter(({ folder, name, files }) => {
      const expectations = files.flatMap((file) => file.expectations);
      return name.startsWith('bad-')
        ? !expectations.some(({ rule }) => rule === folder)
        : expectations.length > 0 || !(name.startsWith('good-') || silentFolders.includes(folder));
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('has no golden file without its fixture', () => {
    const sources = new Set(fixtures.flatMap(({ files }) => files.map(goldenPath)));
    expect(folders.flatMap(goldenFiles).filter((path) => !sources.has(path))).toEqual([]);
  });
});

describe.each(folders)('%s', (folder) => {
  const inFolder = fixtures.filter((fixture) => fixture.folder === folder);

  it.each(inFolder)('$name', (fixture) => {
    const texts = textsOf(fixture);
    const { findings } = analyse(texts);
    const differences = fixture.files.flatMap((file) => {
      const own = findings.filter(({ uri }) => nameOf(uri) === basename(file.name));
      return compare(file, own).map((difference) => `${file.name}:${difference}`);
    });
    expect(differences, fixture.path).toEqual([]);
    for (const finding of findings) expectReadable(finding, texts);
  });

  it.each(inFolder.filter(isMarked))('fixes of $name', (fixture) => {
    const bare = new Map([...textsOf(fixture)].map(([name, text]) => [name, withoutMarks(text)]));
    const before = analyse(bare);
    for (const finding of before.findings) {
      for (const fix of finding.fixes)
        expectRepair(`${fixture.path}: "${fix.title}"`, bare, before, finding, fix);
    }
    expectGolden(fixture, bare);
  });
});

function isMarked({ files }: Fixture): boolean {
  return files.some(({ expectations }) => expectations.length > 0);
}

/** Message and path are there, end like sentences, and lie inside their files. */
function expectReadable(finding: Finding, texts: Texts): void {
  const lengthOf = (uri: string): number => texts.get(nameOf(uri))?.length ?? 0;
  expect(finding.message).toMatch(/^\S.*\.\)?$/s);
  expect(finding.span.end).toBeGreaterThan(finding.span.start);
  expect(finding.span.end).toBeLessThanOrEqual(lengthOf(finding.uri));
  if (pathRules.has(finding.rule)) expect(finding.path, `path of ${finding.rule}`).not.toEqual([]);
  for (const step of finding.path) {
    expect(step.message).toMatch(/\S/);
    expect(step.span.end).toBeLessThanOrEqual(lengthOf(step.uri));
  }
}

/** The fix removes its finding, adds none, leaves code that parses, and keeps line endings and indentation. */
function expectRepair(
  where: string,
  texts: Texts,
  before: { findings: readonly Finding[]; errors: number },
  finding: Finding,
  fix: Fix,
): void {
  const fixed = applyFix(texts, fix);
  const shown = [...fixed.values()].join('\n');
  const after = analyse(fixed);

  expect(fix.edits, where).not.toEqual([]);
  expect(after.errors, `${where} breaks the syntax:\n${shown}`).toBeLessThanOrEqual(before.errors);
  expect(
    countByRule(after.findings)[finding.rule] ?? 0,
    `${where} does not remove its finding:\n${shown}`,
  ).toBeLessThan(countByRule(before.findings)[finding.rule] ?? 0);
  for (const [rule, count] of Object.entries(countByRule(after.findings))) {
    expect(count, `${where} adds ${rule}:\n${shown}`).toBeLessThanOrEqual(
      countByRule(before.findings)[rule] ?? 0,
    );
  }
  for (const [name, text] of [...fixed].filter(([file]) => isCode(file)))
    expect(misindented(texts.get(name) ?? '', text), `${where} indents unlike the file`).toEqual([]);
  expect(applyInCrlf(texts, finding, fix), `${where} with CRLF`).toEqual(withCrlf(fixed));
}

function countByRule(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

/** New statements of the fixed text that are indented as no statement of the original at the same depth of braces is. */
function misindented(original: string, fixed: string): string[] {
  const known = new Set(original.split('\n'));
  const indents = new Map<number, Set<string>>();
  for (const { depth, indent } of statements(original)) {
    indents.set(depth, (indents.get(depth) ?? new Set()).add(indent));
  }
  return statements(fixed)
    .filter(({ line, depth, indent }) => !known.has(line) && indents.get(depth)?.has(indent) === false)
    .map(({ line }) => line);
}

/** Lines on which a statement or a closing brace begins, with the number of braces open around them. */
function statements(text: string): { line: string; depth: number; indent: string }[] {
  let depth = 0;
  let begins = true;
  return text.split('\n').flatMap((line) => {
    const code = line.trim();
    if (code === '' || code.startsWith('//') || /^\w+:$/.test(code)) return [];
    const here = {
      line,
      depth: code.startsWith('}') ? depth - 1 : depth,
      indent: /^[ \t]*/.exec(line)?.[0] ?? '',
    };
    const isStatement = begins || code.startsWith('}');
    depth += (code.match(/\{/g) ?? []).length - (code.match(/\}/g) ?? []).length;
    begins = /[;{}]$/.test(code);
    return isStatement ? [here] : [];
  });
}

function withCrlf(texts: Texts): Texts {
  return new Map([...texts].map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
}

/** The texts after the same fix of the same finding in the files with CRLF line endings. */
function applyInCrlf(original: Texts, finding: Finding, fix: Fix): Texts | undefined {
  const texts = withCrlf(original);
  const placeIn = (all: Texts, { uri, span }: Finding) =>
    new LineIndex(all.get(nameOf(uri)) ?? '').position(span.start);
  const place = placeIn(original, finding);
  const twin = analyse(texts)
    .findings.filter((other) => {
      const position = placeIn(texts, other);
      return (
        other.rule === finding.rule &&
        other.uri === finding.uri &&
        position.line === place.line &&
        position.column === place.column
      );
    })
    .flatMap(({ fixes }) => fixes)
    .find(({ title }) => title === fix.title);
  return twin && applyFix(texts, twin);
}

/** With the first fix of every finding applied, one after the other, each file is as its golden file says. */
function expectGolden({ files }: Fixture, texts: Texts): void {
  const fixed = applyAll(texts);
  for (const file of files) {
    const name = basename(file.name);
    const changed = fixed.get(name) === texts.get(name) ? undefined : fixed.get(name);
    const path = goldenPath(file);
    if (process.env['UPDATE_GOLDEN'] !== undefined && changed !== undefined) writeFileSync(path, changed);
    const golden = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    expect(changed, `${path} is stale; UPDATE_GOLDEN=1 rewrites it`).toBe(golden);
  }
}

function applyAll(texts: Texts): Texts {
  let fixed = texts;
  for (let round = 0; round < maxRounds; round++) {
    const [fix] = analyse(fixed).findings.flatMap(({ fixes }) => fixes.slice(0, 1));
    if (fix === undefined) return fixed;
    fixed = applyFix(fixed, fix);
  }
  throw new Error(`there still are fixes after ${maxRounds} rounds:\n${[...fixed.values()].join('\n')}`);
}
