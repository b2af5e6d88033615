/** What package.json and README.md say about the rules, made from the rules themselves. */
import { rules } from '../server/src/rules/index.ts';
import { ruleUrl } from '../server/src/rules/rule.ts';

const levels = ['error', 'warning', 'info', 'hint', 'off'];

/** The text of package.json with one property of the setting `wsk.rules` for each rule. */
export function withRuleSettings(packageJson: string): string {
  const manifest = JSON.parse(packageJson) as {
    contributes: { configuration: { properties: { 'wsk.rules': { properties: unknown } } } };
  };
  const properties = rules.map(({ id, summary, severity }) => [
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
  const parts = /^(.*<!-- rules -->\n).*(<!-- \/rules -->.*)$/s.exec(readme);
  if (parts === null) throw new Error('README.md needs the marks <!-- rules --> and <!-- /rules -->');
  const [, before = '', after = ''] = parts;
  const rows = rules.map(
    ({ id, summary, severity }) => `| [\`${id}\`](docs/rules/${id}.md) | ${severity} | ${summary} |`,
  );
  const table = ['| Rule | Severity | What it finds |', '| --- | --- | --- |', ...rows];
  return `${before}\n${table.join('\n')}\n\n${after}`;
}
