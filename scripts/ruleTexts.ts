/** What package.json, README.md and docs/rules/README.md say about the rules, made from the rules themselves. */
import { ruleMetas } from '../server/src/rules/index.ts';
import { ruleUrl } from '../server/src/rules/rule.ts';
import { levels } from '../server/src/workspace/severities.ts';

/** The text of package.json with one property of the setting `wsk.rules` for each rule. */
export function withRuleSettings(packageJson: string): string {
  const manifest = JSON.parse(packageJson) as {
    contributes: { configuration: { properties: { 'wsk.rules': { properties: unknown } } } };
  };
  const properties = ruleMetas.map(({ id, summary, severity }) => [
    id,
    {
      type: 'string',
      enum: levels,
      default: severity,
      markdownDescription: `${summary}. [More](${ruleUrl(id)})`,
    },
  ]);
  manifest.contributes.configuration.properties['wsk.rules'].properties = Object.fromEntries(properties);
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The text of README.md with the table of rules between its two marks; throws when a mark is missing. */
export function withRuleTable(readme: string): string {
  const rows = ruleMetas.map(
    ({ id, summary, severity }) => `| [\`${id}\`](docs/rules/${id}.md) | ${severity} | ${summary} |`,
  );
  return withTable('README.md', readme, [
    '| Rule | Severity | What it finds |',
    '| --- | --- | --- |',
    ...rows,
  ]);
}

/** The same for docs/rules/README.md, whose table also names the facts behind each rule. */
export function withRuleIndex(index: string): string {
  const rows = ruleMetas.map(
    ({ id, summary, severity, facts }) =>
      `| [\`${id}\`](${id}.md) | ${severity} | ${facts.join(', ')} | ${summary} |`,
  );
  const head = ['| Rule | Severity | Facts | What it finds |', '| --- | --- | --- | --- |'];
  return withTable('docs/rules/README.md', index, [...head, ...rows]);
}

function withTable(name: string, text: string, table: readonly string[]): string {
  const parts = /^(.*<!-- rules -->\n).*(<!-- \/rules -->.*)$/s.exec(text);
  if (parts === null) throw new Error(`${name} needs the marks <!-- rules --> and <!-- /rules -->`);
  const [, before = '', after = ''] = parts;
  return `${before}\n${table.join('\n')}\n\n${after}`;
}
