import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/places.ts';
import { readConfigFile } from '../../server/src/workspace/configFile.ts';
import {
  configSchema,
  rulePurposes,
  withRuleIndex,
  withRuleSettings,
  withRuleTable,
} from '../../scripts/ruleTexts.ts';

const read = (name: string) => readFileSync(path.join(projectRoot, name), 'utf8').replaceAll('\r\n', '\n');

describe('texts made from the rules (npm run generate)', () => {
  it('package.json knows every rule', () => {
    const text = read('package.json');
    expect(text).toBe(withRuleSettings(text));
  });

  it('README.md lists every rule', () => {
    const text = read('README.md');
    expect(text).toBe(withRuleTable(text));
  });

  it('docs/rules/README.md lists every rule', () => {
    const text = read('docs/rules/README.md');
    expect(text).toBe(withRuleIndex(text));
  });

  it('the schema of .wsklintrc.json knows every rule', () => {
    expect(read('schemas/wsklintrc.schema.json')).toBe(configSchema());
  });

  it('hovers know what every rule does', () => {
    const purposes = rulePurposes((page) => read(`docs/rules/${page}`));
    expect(read('server/src/rules/purposes.json')).toBe(purposes);
  });

  it('says which page does not tell what its rule does', () => {
    expect(() => rulePurposes(() => '# a rule')).toThrow('registration-never-deregistered.md');
  });

  it('says which marks are missing', () => {
    expect(() => withRuleTable('# no table')).toThrow('<!-- rules -->');
  });
});

describe('the schema of .wsklintrc.json', () => {
  const ajv = new Ajv({ strict: false });
  const isValid = ajv.compile(JSON.parse(configSchema()) as object);

  it.each([
    {},
    { $schema: './s.json', rules: { 'registration-leak': 'off' }, exclude: ['a/'], baseline: 'b.json' },
    { rules: { 'unused-suppression': 'error' } },
  ])('takes %j', (config) => {
    expect(isValid(config)).toBe(true);
    expect(readConfigFile(JSON.stringify(config)).problems).toEqual([]);
  });

  it.each([
    [],
    { rule: {} },
    { rules: { 'registration-leak': 'warn' } },
    { rules: { nothing: 'off' } },
    { exclude: 'a/' },
    { exclude: [''] },
    { baseline: '' },
  ])('refuses %j, as the program does', (config) => {
    expect(isValid(config)).toBe(false);
    expect(readConfigFile(JSON.stringify(config)).problems).not.toEqual([]);
  });
});
