/** What package.json, the schema of `.wsklintrc.json`, README.md and docs/rules/README.md say about the rules, made from them. */
import { ruleMetas } from '../server/src/rules/index.ts';
import { refusedFacts } from '../server/src/rules/refused.ts';
import { ruleUrl } from '../server/src/rules/rule.ts';
import { levels } from '../server/src/workspace/severities.ts';

/**
 * What each rule does, from its page: the first paragraph as plain text, for hovers; JSON.
 * @param readPage gives the text of a file of docs/rules
 */
export function rulePurposes(readPage: (name: string) => string): string {
  const purposes = ruleMetas.map(({ id }) => {
    const paragraph = /^## What it does\s+([^]*?)\n\n/m.exec(readPage(`${id}.md`))?.[1];
    if (paragraph === undefined) throw new Error(`docs/rules/${id}.md does not say what the rule does`);
    // A hover shows plain words, and has a link to the page below them.
    const words = paragraph.replaceAll('`', '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    return [id, words.replaceAll('\n', ' ')] as const;
  });
  return `${JSON.stringify(Object.fromEntries(purposes), null, 2)}\n`;
}

/** The text of package.json with one property of the setting `wsk.rules` for each rule. */
export function withRuleSettings(packageJson: string): string {
  const manifest = JSON.parse(packageJson) as {
    contributes: { configuration: { properties: { 'wsk.rules': { properties: unknown } } } };
  };
  manifest.contributes.configuration.properties['wsk.rules'].properties = ruleProperties();
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The JSON schema of `.wsklintrc.json`, as text. */
export function configSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of wsk-lint and the WSK extension (.wsklintrc.json)',
    type: 'object',
    additionalProperties: false,
    allowComments: true,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string', description: 'Where this schema is; editors use it, wsk-lint does not.' },
      rules: {
        type: 'object',
        additionalProperties: false,
        markdownDescription:
          'Severity of single rules: `error`, `warning`, `info`, `hint` or `off`. A rule that is not named keeps its severity.',
        properties: ruleProperties(),
      },
      exclude: {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        uniqueItems: true,
        markdownDescription:
          'Files and folders that are left out, as patterns of a `.gitignore` relative to the folder of this file: `generated/`, `*.inl`, `/src/old`.',
      },
      baseline: {
        type: 'string',
        minLength: 1,
        markdownDescription:
          'File with findings that are accepted for now, relative to the folder of this file. `wsk-lint --baseline write` writes it.',
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** What the severities of the rules look like in a JSON schema. */
function ruleProperties(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    ruleMetas.map(({ id, summary, severity }) => [
      id,
      {
        type: 'string',
        enum: levels,
        default: severity,
        markdownDescription: `${summary}. [More](${ruleUrl(id)})`,
      },
    ]),
  );
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

/** The same for docs/rules/README.md, whose table also names the facts behind each rule, and with the facts without one. */
export function withRuleIndex(index: string): string {
  const rows = ruleMetas.map(
    ({ id, summary, severity, facts }) =>
      `| [\`${id}\`](${id}.md) | ${severity} | ${facts.join(', ')} | ${summary} |`,
  );
  const head = ['| Rule | Severity | Facts | What it finds |', '| --- | --- | --- | --- |'];
  const refused = refusedFacts.map(({ fact, summary, because }) => `| ${fact} | ${summary} | ${because} |`);
  const indexed = withTable('docs/rules/README.md', index, [...head, ...rows]);
  return withTable(
    'docs/rules/README.md',
    indexed,
    ['| Fact | Mistake | Why no rule reports it |', '| --- | --- | --- |', ...refused],
    'refused',
  );
}

function withTable(name: string, text: string, table: readonly string[], mark = 'rules'): string {
  const parts = RegExp(`^(.*<!-- ${mark} -->\n).*(<!-- /${mark} -->.*)$`, 's').exec(text);
  if (parts === null) throw new Error(`${name} needs the marks <!-- ${mark} --> and <!-- /${mark} -->`);
  const [, before = '', after = ''] = parts;
  return `${before}\n${table.join('\n')}\n\n${after}`;
}
