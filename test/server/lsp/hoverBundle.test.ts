/** Every public symbol of WSK, hovered in the packaged server where a driver uses it. */
import type { MarkupContent } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueSymbol } from '../../../server/src/catalogue/index.ts';
import { publicSymbols } from '../catalogue/publicSymbols.ts';
import { connectToBundle, pullCapabilities } from './testClient.ts';

const uri = 'file:///driver/symbols.c';

interface Use {
  readonly kind: string;
  readonly name: string;
  /** The line of code, with the word to hover over between the two parts. */
  readonly before: string;
  readonly word: string;
  readonly after: string;
}

/** `WskReceiveFromEvent` is pointed to by a `PFN_WSK_RECEIVE_FROM_EVENT`. */
function pointerType(callback: string): string {
  return callback.startsWith('Wsk')
    ? `PFN_${callback.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}`
    : callback;
}

function use(kind: CatalogueSymbol['kind'], name: string, isSecond: boolean): Use {
  const of = (before: string, after: string, word = name): Use => ({ kind, name, before, word, after });
  switch (kind) {
    case 'function':
      return of('void F(void) { x = ', '(a); }');
    case 'provider-function':
      return of('void F(void) { g_Provider.Dispatch->', '(g_Provider.Client); }');
    case 'socket-function': {
      const table = isSecond ? '((PWSK_PROVIDER_DATAGRAM_DISPATCH)s->Dispatch)' : 'Unseen';
      return of(`void F(PWSK_SOCKET s) { ${table}->`, '(s, b, 0, i); }');
    }
    case 'callback':
      return of('static ', ' g_Callback;', pointerType(name));
    case 'structure':
    case 'enum':
    case 'type':
      return of('static ', ' g_Object;');
    case 'status':
      return of('void F(void) { if (WskRegister(a, b) == ', ') G(); }');
    default:
      return of('void F(void) { x = ', '; }');
  }
}

const uses = Object.entries(publicSymbols).flatMap(([kind, names]) =>
  names.map((name, index) => use(kind as CatalogueSymbol['kind'], name, names.indexOf(name) !== index)),
);
const source = ['#include <wsk.h>', ...uses.map(({ before, word, after }) => before + word + after)].join(
  '\n',
);

const { client, exitCode } = connectToBundle();
beforeAll(async () => {
  await client.initialize({ ...pullCapabilities, textDocument: { hover: { contentFormat: ['markdown'] } } });
  await client.open(uri, source);
});
afterAll(async () => {
  await client.connection.sendRequest('shutdown');
  await client.notify('exit', undefined);
  expect(await exitCode).toBe(0);
});

describe('every public symbol answers', () => {
  it('there are 164', () => {
    expect(uses).toHaveLength(164);
  });

  it.each(uses.map((each, index) => [each.kind, each.name, each, index + 1] as const))(
    '%s %s',
    async (_kind, name, { before, word }, line) => {
      const found = await client.hover(uri, line, before.length + 1);
      expect(found?.range).toEqual({
        start: { line, character: before.length },
        end: { line, character: before.length + word.length },
      });
      const { kind, value } = found?.contents as MarkupContent;
      expect(kind).toBe('markdown');
      const declaration = /^```c\n([^]*?)\n```/.exec(value)?.[1];
      expect(declaration).toMatch(new RegExp(`\\bP?${name}\\b`));
      expect(value).toContain('https://learn.microsoft.com/en-us/windows');
    },
  );

  it('the two WskRelease are told apart', async () => {
    const [first, second] = uses.flatMap(({ name }, index) => (name === 'WskRelease' ? [index + 1] : []));
    const shown = async (line = 0) => {
      const found = await client.hover(uri, line, uses[line - 1]?.before.length ?? 0);
      return (found?.contents as MarkupContent).value;
    };
    expect(await shown(first)).toContain('PWSK_DATA_INDICATION');
    expect(await shown(second)).toContain('PWSK_DATAGRAM_INDICATION');
  });
});
