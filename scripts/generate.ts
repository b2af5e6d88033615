/**
 * `npm run generate`: brings the rule texts of package.json, README.md and docs/rules/README.md, the schema of
 * `.wsklintrc.json`, and the grammar up to date.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { grammar } from './grammar.ts';
import { projectRoot } from './places.ts';
import { configSchema, withRuleIndex, withRuleSettings, withRuleTable } from './ruleTexts.ts';

rewrite('package.json', withRuleSettings);
rewrite('README.md', withRuleTable);
rewrite('docs/rules/README.md', withRuleIndex);
write('schemas/wsklintrc.schema.json', configSchema());
write('syntaxes/wsk.tmLanguage.json', grammar());

function rewrite(name: string, update: (text: string) => string): void {
  const file = path.join(projectRoot, name);
  writeFileSync(file, update(readFileSync(file, 'utf8')));
}

function write(name: string, text: string): void {
  const file = path.join(projectRoot, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
