/** The samples keep the conventions by which they are renamed, and stay correct under another name. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../scaffold/src/nameForms.ts';
import { mainFile } from '../../scaffold/src/sample.ts';
import { nameConflict, scaffold } from '../../scaffold/src/scaffold.ts';
import { samplesFolder } from '../../scripts/samples.ts';
import { analyseDriver } from '../support/analyseDriver.ts';
import { samples } from '../support/sampleProject.ts';

/** GUIDs that mean the same in every project: Visual C++, solution folders, device setup classes. */
const wellKnown = new Set([
  '8bc9ceb8-8b4a-11d0-8d11-00a0c91bc942',
  '2150e333-8fdc-42a3-9474-1a3956d46de8',
  '4d36e97d-e325-11ce-bfc1-08002be10318',
]);

it('samples.json names every sample', () => {
  const folders = readdirSync(samplesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'demo')
    .map(({ name }) => name);
  expect(samples.map(({ name }) => name).sort()).toEqual(folders.sort());
});

describe.each(samples)('$name', (sample) => {
  const files = scaffold(sample, 'NetMonitor', () => '01234567-89ab-4cde-8f01-23456789abcd');
  const sources = new Map(
    files.filter(({ path }) => /^[^/]*\.[ch]$/.test(path)).map(({ path, text }) => [path, text]),
  );

  it('has a name of two words or more, and its main file', () => {
    expect(wordsOf(sample.name).length).toBeGreaterThan(1);
    expect(sample.files.map(({ path }) => path)).toContain(mainFile);
  });

  it('says of itself which model it has', () => {
    const usesWdf = sample.files.some(({ text }) => /#include <wdf\.h>/.test(text));
    expect(sample.model).toBe(usesWdf ? 'KMDF' : 'WDM');
  });

  it('takes a name that is usual', () => {
    expect(nameConflict(sample, 'NetMonitor')).toBeUndefined();
  });

  it('has nothing of the sample in it under another name, and does not speak of other samples', () => {
    const { words, own } = {
      words: samples.map(({ name }) => wordsOf(name).join('[-_]?')),
      own: sample.files.flatMap(({ text }) => [...text.matchAll(/TAG\s+'(\w{4})'/g)].map(([, tag]) => tag)),
    };
    expect(own.length).toBeGreaterThan(0);
    const trace = new RegExp(`${words.join('|')}|'(${own.join('|')})'`, 'i');
    for (const { path, text } of files) expect(`${path}\n${text}`.match(trace)?.[0]).toBeUndefined();
  });

  it("has no GUID that is not known to be everybody's", () => {
    for (const { text } of sample.files) {
      const guids = text.toLowerCase().match(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g) ?? [];
      const renamed = files.map((file) => file.text.toLowerCase()).join('\n');
      for (const guid of guids) if (!wellKnown.has(guid)) expect(renamed).not.toContain(guid);
    }
  });

  it('has no finding under another name', () => {
    const findings = [...analyseDriver(sources).values()].flat();
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});
