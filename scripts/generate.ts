/**
 * `npm run generate`: brings the rule texts of package.json, README.md, docs/rules/README.md and the hovers, the schema of
 * `.wsklintrc.json`, the grammar and the list of snippets up to date.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { grammar } from './grammar.ts';
import { projectRoot } from './places.ts';
import { configSchema, rulePurposes, withRuleIndex, withRuleSettings, withRuleTable } from './ruleTexts.ts';
import { readSnippets, snippetPage } from './snippets.ts';

rewrite('package.json', withRuleSettings);
rewrite('README.md', withRuleTable);
rewrite('docs/rules/README.md', withRuleIndex);
write('schemas/wsklintrc.schema.json', configSchema());
write('syntaxes/wsk.tmLanguage.json', grammar());
write('docs/snippets.md', snippetPage(readSnippets()));
const purposes = rulePurposes((page) => readFileSync(path.join(projectRoot, 'docs/rules', page), 'utf8'));
write('server/src/rules/purposes.json', purposes);

function rewrite(name: string, update: (text: string) => string): void {
  const file = path.join(projectRoot, name);
  writeFileSync(file, update(readFileSync(file, 'utf8')));
}

function write(name: string, text: string): void {
  const file = path.join(projectRoot, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
