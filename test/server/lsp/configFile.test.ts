import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uncheckedSource } from '../../support/pairDriver.ts';
import { DiskClient } from './diskClient.ts';
import { pullCapabilities, type TestClient } from './testClient.ts';

const config = '.wsklintrc.json';
const source = 'driver/start.c';

let disk: DiskClient;
let client: TestClient;

beforeEach(async () => {
  disk = new DiskClient({ [source]: uncheckedSource });
  ({ client } = disk);
  await client.initialize(pullCapabilities, { workspaceFolders: disk.workspaceFolders });
  await client.until(() => client.refreshes > 0);
  await client.open(disk.uri(source), uncheckedSource);
});
afterEach(() => {
  disk.dispose();
});

/** Saves the configuration, and pulls again when the server asks for it. */
async function diagnosticsUnder(text: string) {
  const { refreshes } = client;
  await disk.save(config, text);
  await client.until(() => client.refreshes > refreshes);
  return (await client.diagnostics(disk.uri(source))).map(({ code, severity }) => ({ code, severity }));
}

const dropped = (severity: number) => [{ code: 'register-result-unchecked', severity }];
const problem = (place: string, message: string) => `${disk.path(config)}:${place}: ${message}`;

describe(config, () => {
  it('sets severities as soon as it is saved', async () => {
    expect(await diagnosticsUnder('{ "rules": { "register-result-unchecked": "error" } }')).toEqual(
      dropped(1),
    );
    expect(await diagnosticsUnder('{ "rules": { "register-result-unchecked": "off" } }')).toEqual([]);
    expect(client.shown).toEqual([]);
  });

  it('is told of by file, line and key where it is not understood, and holds in the rest', async () => {
    const text = `{
  "rules": {
    "register-result-uncheked": "off",
    "registration-leak": "fatal",
    "register-result-unchecked": "hint"
  },
  "exclude": "generated"
}`;
    expect(await diagnosticsUnder(text)).toEqual(dropped(4));
    expect(client.shown).toEqual([
      problem(
        '3:5',
        '"rules" names "register-result-uncheked", but there is no such rule; it is ignored. Did you mean "register-result-unchecked"?',
      ),
      problem(
        '4:26',
        '"rules.registration-leak" must be one of error, warning, info, hint, off, but is "fatal"; the rule keeps its severity.',
      ),
      problem('7:14', '"exclude" must be a list of patterns, but is "generated"; it is ignored.'),
    ]);
  });

  it('holds up to where its syntax breaks', async () => {
    const text = '{\n  "rules": { "register-result-unchecked": "info" },\n  "exclude": [';
    expect(await diagnosticsUnder(text)).toEqual(dropped(3));
    expect(client.shown).toHaveLength(1);
    expect(client.shown[0]).toContain(`${disk.path(config)}:3:`);
  });

  it('is told of once, and again only when it was saved with another mistake', async () => {
    const noKey = 'There is no key "rule"; it is ignored. Did you mean "rules"?';
    await diagnosticsUnder('{ "rule": {} }');
    expect(client.shown).toEqual([problem('1:3', noKey)]);
    await client.diagnostics(disk.uri(source));
    await diagnosticsUnder('{ "rule": {}, "rules": [] }');
    expect(client.shown).toHaveLength(2);
  });

  it('that is no text, or of no use, leaves the defaults', async () => {
    for (const text of ['', 'null', '[]', 'MZ\0\0', '{ "rules": { "register-result-unchecked": 1 } }']) {
      expect(await diagnosticsUnder(text), JSON.stringify(text)).toEqual(dropped(2));
    }
    expect(client.shown.length).toBeGreaterThanOrEqual(4);
  });
});
