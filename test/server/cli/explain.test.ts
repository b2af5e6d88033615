import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderPage } from '../../../server/src/cli/explain.ts';
import { readConfigFile } from '../../../server/src/workspace/configFile.ts';
import { configTemplate } from '../../../server/src/cli/configTemplate.ts';
import { ruleIds } from '../../../server/src/rules/ids.ts';
import { projectRoot } from '../../../scripts/places.ts';

const pageOf = (rule: string): string => readFileSync(join(projectRoot, 'docs/rules', `${rule}.md`), 'utf8');

const page = `# some-rule

## What it does

Reports *this* and \`that\`, see [WskRegister](https://example.com/a) and
[the page](../b.md#c).

- one thing that is so long that it has to go on
  in another line
- another

## Bad

\`\`\`c
    int x; # no heading

- no item
\`\`\`
`;

test('headings, paragraphs, lists and code', async () => {
  await expect(renderPage(page, { columns: 40, colours: false })).toMatchFileSnapshot('golden/explain.txt');
});

test('headings are bold where there are colours', () => {
  expect(renderPage('# some-rule\n', { columns: 40, colours: true })).toBe('\x1b[1msome-rule\x1b[22m\n');
});

test('every rule has a page, and none is left with a mark of markdown', () => {
  for (const rule of ruleIds) {
    const prose = renderPage(pageOf(rule), { columns: 80, colours: false }).replace(/^ {4}.*$/gm, '');
    expect(prose.split('\n')[0]).toBe(rule);
    expect(prose).not.toMatch(/\]\(|^#|```/m);
  }
});

test('the configuration that --init writes sets nothing, and with its comments filled in, each key', () => {
  expect(readConfigFile(configTemplate)).toEqual({
    config: { severities: new Map(), exclude: [], baseline: undefined },
    problems: [],
  });
  expect(readConfigFile(configTemplate.replace(/\/\/ (?=")/g, ''))).toEqual({
    config: {
      severities: new Map([['client-dispatch-version', 'error']]),
      exclude: ['generated/'],
      baseline: 'wsk-baseline.json',
    },
    problems: [],
  });
});
