import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/places.ts';
import { directNeeds, readSnippets, snippetPage, type SnippetLanguage } from '../../scripts/snippets.ts';
import { parser } from '../support/analyse.ts';
import { analyseDriver } from '../support/analyseDriver.ts';
import { checkFile, missingCompiler, TypeChecker } from '../support/compile.ts';
import { choiceCount } from '../support/expandSnippet.ts';
import { headers, sourceOf, sourceOfAll, statementPrefixes } from './source.ts';

const snippets = readSnippets();
const missing = missingCompiler();

/** Every snippet in each of its languages, with each of its choices. */
const each = snippets.flatMap((snippet) =>
  snippet.languages.flatMap((language) =>
    Array.from({ length: choiceCount(snippet.body) }, (_, choice) => ({
      name: `${snippet.prefix} in ${language}${choice > 0 ? `, choice ${choice + 1}` : ''}`,
      language,
      // Includes what it needs itself.
      isWhole: snippet.isFileTemplate,
      text: sourceOf(snippet, snippets, choice),
    })),
  ),
);
const together = (['c', 'cpp'] as const).map((language) => ({
  name: `all in one driver in ${language}`,
  language,
  isWhole: true,
  text: sourceOfAll(snippets, language),
}));
const sources = [...each, ...together];

describe('the list of snippets', () => {
  it('has names and prefixes of its own', () => {
    const names = snippets.map(({ name }) => name);
    const prefixes = snippets.map(({ prefix }) => prefix);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(prefixes.filter((prefix) => !/^wsk(-[a-z0-9]+)+$/.test(prefix))).toEqual([]);
  });

  it('describes each in sentences of its own', () => {
    const descriptions = snippets.map(({ description }) => description);
    expect(new Set(descriptions).size).toBe(descriptions.length);
    expect(descriptions.filter((text) => !/^\S.{20,}\.$/.test(text))).toEqual([]);
  });

  it('is docs/snippets.md (npm run generate)', () => {
    const page = readFileSync(path.join(projectRoot, 'docs/snippets.md'), 'utf8').replaceAll('\r\n', '\n');
    expect(page).toBe(snippetPage(snippets));
  });

  it('is indented by tabs, which the editor turns into what the file has', () => {
    const lines = snippets.flatMap(({ body }) => body.split('\n'));
    expect(lines.filter((line) => /^\t* (?! ?\*)/.test(line) || /\s$/.test(line))).toEqual([]);
  });

  it('needs what there is in the languages of who needs it', () => {
    for (const snippet of snippets) {
      for (const prefix of directNeeds(snippet)) {
        const needed = snippets.find((other) => other.prefix === prefix);
        expect(needed?.languages, `${snippet.prefix} needs ${prefix}`).toEqual(
          expect.arrayContaining([...snippet.languages]),
        );
      }
    }
  });

  it('says which are for the body of a function', () => {
    const described = snippets.filter(({ description }) => description.startsWith('In a function: '));
    expect(described.map(({ prefix }) => prefix).sort()).toEqual([...statementPrefixes].sort());
  });
});

describe.each(sources)('$name', ({ language, text }) => {
  it('parses', () => {
    expect(parser.parse(text, language).errorCount()).toBe(0);
  });

  it('has no finding of any rule', () => {
    expect(findingsOf(text, language)).toEqual([]);
  });
});

describe('the checks', () => {
  const driver = sources.find(({ name }) => name === 'wsk-driver-entry in c')?.text ?? '';

  it('see a mistake that a rule is about', () => {
    const broken = driver.replace('{\n\t\tNetDeregister();\n', '{\n');
    expect(broken).not.toBe(driver);
    expect(findingsOf(broken, 'c')).toEqual([expect.stringContaining('registration-leak')]);
  });

  it.skipIf(missing !== undefined)('see a mistake that the compiler is about', () => {
    expect(checkFile(driver.replace('NetDeregister();', 'NetDeregistr();'), 'c')).toContain('NetDeregistr');
  });
});

const isLeftOut = missing !== undefined && process.env['CI'] !== 'true';

describe.skipIf(isLeftOut)(isLeftOut ? `the compiler, left out: ${missing}` : 'the compiler', () => {
  const checker = new TypeChecker(headers);
  afterAll(() => {
    checker.dispose();
  });

  it('is here', () => {
    expect(missing).toBeUndefined();
  });

  it.each(sources)('accepts $name', ({ isWhole, language, text }) => {
    expect(isWhole ? checkFile(text, language) : checker.check(text, language)).toBe('');
  });
});

/** What every rule has to say of a driver that consists of this file. */
function findingsOf(text: string, language: SnippetLanguage): string[] {
  const findings = [...analyseDriver(new Map([[`driver.${language}`, text]])).values()].flat();
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}
