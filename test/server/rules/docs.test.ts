import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fix } from '../../../server/src/base/finding.ts';
import { ruleMetas, rules } from '../../../server/src/rules/index.ts';
import { projectSources } from '../../../server/src/workspace/fileFindings.ts';
import { outlineOf } from '../../../server/src/workspace/outline.ts';
import { applyPolicy } from '../../../server/src/workspace/policy.ts';
import { newAnalyser } from '../../support/analyse.ts';
import { driverOf } from '../../support/analyseDriver.ts';
import { loadFixtures, textsOf } from '../../support/fixtures.ts';

const pageRoot = join(import.meta.dirname, '..', '..', '..', 'docs', 'rules');
const headings = [
  'What it does',
  'Why it is bad',
  'Bad',
  'Good',
  'Fix',
  'When it stays silent',
  'References',
];

/** Rules reported for the blocks of one driver, each once; one with DriverEntry is all of its driver. */
function reported(files: ReadonlyMap<string, string>): string[] {
  const driver = driverOf(files);
  const findings = newAnalyser().analyse(driver);
  const judged = [...driver.files, ...projectSources(driver, findings)].flatMap(({ uri, file }) => {
    expect(file.errorCount(), file.text).toBe(0);
    const own = findings.filter((finding) => finding.uri === uri);
    return applyPolicy(uri, outlineOf(file), own, { severities: new Map(), baseline: [] }).findings;
  });
  return [...new Set(judged.map(({ finding }) => finding.rule))];
}

function readPage(id: string): string {
  return readFileSync(join(pageRoot, `${id}.md`), 'utf8');
}

/** The text below `## <heading>`, up to the next heading. */
function section(page: string, heading: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

/** What the blocks of a page are files of. */
const fileNames: ReadonlyMap<string, string> = new Map([
  ['c', 'page.c'],
  ['xml', 'page.vcxproj'],
  ['ini', 'page.inf'],
]);

/** The drivers that a text shows: each begins with a block of C, and has the build files that follow. */
function drivers(text: string): ReadonlyMap<string, string>[] {
  const shown: Map<string, string>[] = [];
  for (const [, language = '', code = ''] of text.matchAll(/^```(\w+)\n(.*?)^```$/gms)) {
    if (language === 'c') shown.push(new Map());
    const name = fileNames.get(language);
    if (name !== undefined) shown.at(-1)?.set(name, code);
  }
  return shown;
}

/** Fixes of the rule's findings in its fixtures. */
function fixesOf(id: string): Fix[] {
  return loadFixtures(id)
    .flatMap((fixture) => newAnalyser().analyse(driverOf(textsOf(fixture))))
    .filter(({ rule }) => rule === id)
    .flatMap(({ fixes }) => fixes);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

describe('the rule pages', () => {
  it('are one for each rule', () => {
    const pages = readdirSync(pageRoot).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(ruleMetas.map(({ id }) => `${id}.md`).sort());
  });

  it.each(ruleMetas)('$id has the title and the headings in their order', ({ id }) => {
    const lines = readPage(id)
      .split('\n')
      .filter((line) => /^#+ /.test(line));
    expect(lines).toEqual([`# ${id}`, ...headings.map((heading) => `## ${heading}`)]);
  });

  it.each(ruleMetas)('$id has text below each heading', ({ id }) => {
    const page = readPage(id);
    for (const heading of headings) {
      expect(section(page, heading).slice(heading.length).trim(), heading).not.toBe('');
    }
  });

  it.each(ruleMetas)('$id shows bad code that this rule reports, and no other', ({ id }) => {
    const blocks = drivers(section(readPage(id), 'Bad'));
    expect(blocks).not.toEqual([]);
    for (const block of blocks) expect(reported(block), [...block.values()].join('\n')).toEqual([id]);
  });

  it.each(ruleMetas)('$id shows good code that no rule reports', ({ id }) => {
    const blocks = drivers(section(readPage(id), 'Good'));
    expect(blocks).not.toEqual([]);
    for (const block of blocks) expect(reported(block), [...block.values()].join('\n')).toEqual([]);
  });

  it.each(rules)('$id names each fix that its fixtures show, and the safe ones as safe', ({ id }) => {
    const text = section(readPage(id), 'Fix').replace(/\s+/g, ' ');
    const named = [...text.matchAll(/\*([^*]+)\*/g)].map(([, title = '']) =>
      RegExp(`^${title.split('...').map(escape).join('.+')}$`),
    );
    for (const { title, safety } of fixesOf(id)) {
      expect(
        named.some((pattern) => pattern.test(title)),
        title,
      ).toBe(true);
      if (safety === 'safe') expect(text, title).toMatch(/\(safe\b/);
    }
  });

  it.each(rules)('$id links to the documentation and names its facts', ({ id, facts }) => {
    const references = section(readPage(id), 'References');
    expect(references).toMatch(/\]\(https:\/\/learn\.microsoft\.com\/windows-hardware\/drivers\/\S+\)/);
    for (const fact of facts) expect(references).toContain(fact);
  });
});
