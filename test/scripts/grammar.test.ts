import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { grammar } from '../../scripts/grammar.ts';
import { projectRoot } from '../../scripts/places.ts';
import { catalogue } from '../../server/src/catalogue/index.ts';

interface Grammar {
  readonly repository: Readonly<
    Record<string, { readonly match: string; readonly captures: Record<1, { name: string }> }>
  >;
}

const { repository } = JSON.parse(grammar()) as Grammar;
const rules = Object.values(repository).map(({ match, captures }) => ({
  pattern: new RegExp(`^${match}$`),
  scope: captures[1].name,
}));
const scopesOf = (name: string) =>
  rules.filter(({ pattern }) => pattern.test(name)).map(({ scope }) => scope);

/** Of WSK and of the way to it, though other headers declare them. */
const declaredElsewhere: ReadonlySet<string> = new Set(['IOC_WSK', 'WSK_SO_BASE', 'NPI_MODULEID', 'NPIID']);

describe('syntaxes/wsk.tmLanguage.json (npm run generate)', () => {
  it('is made from the present catalogue', () => {
    const file = path.join(projectRoot, 'syntaxes/wsk.tmLanguage.json');
    expect(readFileSync(file, 'utf8').replaceAll('\r\n', '\n')).toBe(grammar());
  });

  it('colours every name of WSK once, but those that only a table tells', () => {
    for (const { name, kind, header } of catalogue) {
      const isOurs = header === 'wsk.h' || header === 'netioddk.h' || declaredElsewhere.has(name);
      const isInTable = kind === 'provider-function' || kind === 'socket-function';
      expect([name, scopesOf(name).length]).toEqual([name, isOurs && !isInTable ? 1 : 0]);
    }
  });

  it('colours enumerators, pointer types and tags', () => {
    expect(scopesOf('WskInspectPend')).toEqual(['variable.other.enummember.wsk']);
    for (const name of [
      'PWSK_SOCKET',
      '_WSK_REGISTRATION',
      'PFN_WSK_SEND',
      'PNPI_CLIENT_ATTACH_PROVIDER_FN',
    ]) {
      expect(scopesOf(name)).toEqual(['support.type.wsk']);
    }
  });
});
