import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { alone, createAnalyser } from '../../../server/src/analysis/index.ts';
import type { Finding, Fix } from '../../../server/src/base/finding.ts';
import { applyEdits, LineIndex } from '../../../server/src/base/text.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { languageOf, type Parser } from '../../../server/src/syntax/index.ts';
import {
  compare,
  fixtureFolders,
  fixtureRoot,
  goldenPath,
  isGolden,
  loadFixtures,
  withoutMarks,
  type Fixture,
} from '../../support/fixtures.ts';
import { testParser } from '../../support/parser.ts';

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

let parser: Parser;

beforeAll(async () => {
  parser = await testParser();
});

function analyse(fixture: Fixture, text: string): { findings: readonly Finding[]; errors: number } {
  const file = parser.parse(text, languageOf(fixture.path, text));
  const analyser = createAnalyser(parser);
  const uri = 'file:///' + fixture.name;
  const all = analyser.analyse(alone(uri, file));
  const findings = all.map((finding) => ({
    ...finding,
    fixes: analyser.repairsOf(alone(uri, file), all, finding),
  }));
  return { findings, errors: file.errorCount() };
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
    const wrong = fixtures.filter(({ folder, name, expectations }) =>
      name.startsWith('bad-')
        ? !expectations.some(({ rule }) => rule === folder)
        : expectations.length > 0 || !(name.startsWith('good-') || silentFolders.includes(folder)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('has no golden file without its fixture', () => {
    const sources = new Set(fixtures.map(goldenPath));
    const goldens = folders.flatMap((folder) =>
      readdirSync(join(fixtureRoot, folder))
        .filter(isGolden)
        .map((name) => join(fixtureRoot, folder, name)),
    );
    expect(goldens.filter((path) => !sources.has(path))).toEqual([]);
  });
});

describe.each(folders)('%s', (folder) => {
  const inFolder = fixtures.filter((fixture) => fixture.folder === folder);

  it.each(inFolder)('$name', (fixture) => {
    const { findings } = analyse(fixture, fixture.text);
    expect(compare(fixture, findings), fixture.path).toEqual([]);
    for (const finding of findings) expectReadable(finding, fixture);
  });

  it.each(inFolder.filter(({ expectations }) => expectations.length > 0))('fixes of $name', (fixture) => {
    const bare = { ...fixture, text: withoutMarks(fixture.text) };
    const before = analyse(bare, bare.text);
    for (const finding of before.findings) {
      for (const fix of finding.fixes) expectRepair(bare, before, finding, fix);
    }
    expectGolden(bare);
  });
});

/** Message and path are there, end like sentences, and lie inside the file. */
function expectReadable(finding: Finding, fixture: Fixture): void {
  expect(finding.message).toMatch(/^\S.*\.\)?$/s);
  expect(finding.span.end).toBeGreaterThan(finding.span.start);
  expect(finding.span.end).toBeLessThanOrEqual(fixture.text.length);
  if (pathRules.has(finding.rule)) expect(finding.path, `path of ${finding.rule}`).not.toEqual([]);
  for (const step of finding.path) {
    expect(step.uri).toBe(finding.uri);
    expect(step.message).toMatch(/\S/);
    expect(step.span.end).toBeLessThanOrEqual(fixture.text.length);
  }
}

/** The fix removes its finding, adds none, leaves code that parses, and keeps line endings and indentation. */
function expectRepair(
  fixture: Fixture,
  before: { findings: readonly Finding[]; errors: number },
  finding: Finding,
  fix: Fix,
): void {
  const where = `${fixture.path}: "${fix.title}"`;
  const fixed = applyEdits(fixture.text, fix.edits);
  const after = analyse(fixture, fixed);

  expect(fix.edits, where).not.toEqual([]);
  expect(after.errors, `${where} breaks the syntax:\n${fixed}`).toBeLessThanOrEqual(before.errors);
  expect(
    countByRule(after.findings)[finding.rule] ?? 0,
    `${where} does not remove its finding:\n${fixed}`,
  ).toBeLessThan(countByRule(before.findings)[finding.rule] ?? 0);
  for (const [rule, count] of Object.entries(countByRule(after.findings))) {
    expect(count, `${where} adds ${rule}:\n${fixed}`).toBeLessThanOrEqual(
      countByRule(before.findings)[rule] ?? 0,
    );
  }
  expect(misindented(fixture.text, fixed), `${where} indents unlike the file`).toEqual([]);
  expect(applyInCrlf(fixture, finding, fix), `${where} with CRLF`).toBe(fixed.replaceAll('\n', '\r\n'));
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

/** The text after the same fix of the same finding in the file with CRLF line endings. */
function applyInCrlf(fixture: Fixture, finding: Finding, fix: Fix): string | undefined {
  const text = fixture.text.replaceAll('\n', '\r\n');
  const place = new LineIndex(fixture.text).position(finding.span.start);
  const lines = new LineIndex(text);
  const twin = analyse(fixture, text)
    .findings.filter(({ rule, span }) => {
      const position = lines.position(span.start);
      return rule === finding.rule && position.line === place.line && position.column === place.column;
    })
    .flatMap(({ fixes }) => fixes)
    .find(({ title }) => title === fix.title);
  return twin && applyEdits(text, twin.edits);
}

/** With the first fix of every finding applied, one after the other, the file is as its golden file says. */
function expectGolden(fixture: Fixture): void {
  const fixed = applyAll(fixture);
  const path = goldenPath(fixture);
  if (process.env['UPDATE_GOLDEN'] !== undefined && fixed !== undefined) writeFileSync(path, fixed);
  const golden = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  expect(fixed, `${path} is stale; UPDATE_GOLDEN=1 rewrites it`).toBe(golden);
}

function applyAll(fixture: Fixture): string | undefined {
  let { text } = fixture;
  for (let round = 0; round < maxRounds; round++) {
    const edits = analyse(fixture, text).findings.flatMap(({ fixes }) => fixes.slice(0, 1))[0]?.edits;
    if (edits === undefined) return round === 0 ? undefined : text;
    text = applyEdits(text, edits);
  }
  throw new Error(`${fixture.path} still has fixes after ${maxRounds} rounds:\n${text}`);
}
