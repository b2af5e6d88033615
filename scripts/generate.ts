/** `npm run generate`: brings the rule texts of package.json, README.md and docs/rules/README.md up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './places.ts';
import { withRuleIndex, withRuleSettings, withRuleTable } from './ruleTexts.ts';

rewrite('package.json', withRuleSettings);
rewrite('README.md', withRuleTable);
rewrite('docs/rules/README.md', withRuleIndex);

function rewrite(name: string, update: (text: string) => string): void {
  const file = path.join(projectRoot, name);
  writeFileSync(file, update(readFileSync(file, 'utf8')));
}
