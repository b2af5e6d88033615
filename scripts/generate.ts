/**
 * `npm run generate`: brings the rule texts of package.json, README.md, docs/rules/README.md and the hovers, the schema of
 * `.wsklintrc.json` and the list of snippets up to date.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './places.ts';
import { configSchema, rulePurposes, withRuleIndex, withRuleSettings, withRuleTable } from './ruleTexts.ts';
import { readSnippets, snippetPage } from './snippets.ts';

rewrite('package.json', withRuleSettings);
rewrite('README.md', withRuleTable);
rewrite('docs/rules/README.md', withRuleIndex);
const schemas = path.join(projectRoot, 'schemas');
mkdirSync(schemas, { recursive: true });
writeFileSync(path.join(schemas, 'wsklintrc.schema.json'), configSchema());
writeFileSync(path.join(projectRoot, 'docs/snippets.md'), snippetPage(readSnippets()));
const purposes = rulePurposes((page) => readFileSync(path.join(projectRoot, 'docs/rules', page), 'utf8'));
writeFileSync(path.join(projectRoot, 'server/src/rules/purposes.json'), purposes);

function rewrite(name: string, update: (text: string) => string): void {
  const file = path.join(projectRoot, name);
  writeFileSync(file, update(readFileSync(file, 'utf8')));
}
