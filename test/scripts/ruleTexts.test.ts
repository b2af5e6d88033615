import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/places.ts';
import { withRuleIndex, withRuleSettings, withRuleTable } from '../../scripts/ruleTexts.ts';

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

  it('says which marks are missing', () => {
    expect(() => withRuleTable('# no table')).toThrow('<!-- rules -->');
  });
});
