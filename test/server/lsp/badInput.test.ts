/** Texts that no compiler would take, sent to the packaged server: a clear word or a sensible answer, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectToBundle, pullCapabilities, type TestClient } from './testClient.ts';

const uri = 'file:///driver/bad.c';
const good = 'file:///driver/good.c';

/** One finding, in its last function. */
const faulty = 'void f(void)\n{\n    WskRegister(&Client, &Registration);\n}\n';

let client: TestClient;
let end: () => Promise<number | null>;

beforeAll(async () => {
  const connected = connectToBundle();
  client = connected.client;
  end = async () => {
    await client.connection.sendRequest('shutdown');
    await client.notify('exit', undefined);
    return connected.exitCode;
  };
  await client.initialize(pullCapabilities);
});
afterAll(async () => {
  expect(await end()).toBe(0);
});

/** Codes of what the server has to say about a text; it must still be able to analyse another one. */
async function codesOf(text: string): Promise<unknown[]> {
  await client.open(uri, text);
  const diagnostics = await client.diagnostics(uri);
  const lines = text.split(/\r\n|\r|\n/);
  for (const { range } of diagnostics) expect(lines.length).toBeGreaterThan(range.end.line);
  const all = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  await client.codeActions(uri, all, { only: ['quickfix', 'source.fixAll'] });
  await client.hover(uri, Math.floor(lines.length / 2), 1);
  await client.close(uri);
  await client.open(good, faulty);
  expect(await client.diagnostics(good)).toHaveLength(1);
  await client.close(good);
  return diagnostics.map((diagnostic) => diagnostic.code);
}

const finding = 'register-result-unchecked';

describe('a text', () => {
  it.each([
    ['empty', '', []],
    ['only blank', '\n\n \t\n', []],
    ['with Windows line ends', faulty.replaceAll('\n', '\r\n'), [finding]],
    ['with mixed line ends', faulty.replace('\n', '\r').replace('\n', '\r\n'), [finding]],
    ['with a byte order mark', `\ufeff${faulty}`, [finding]],
    ['in another script', `/* \u041f\u0440\u0438\u0432\u0435\u0442 \ud83d\ude80 */ ${faulty}`, [finding]],
    ['with replacement characters', `// \ufffd\ufffd\n${faulty}`, [finding]],
    ['with half a surrogate pair', `// \ud83d\n${faulty}`, [finding]],
    ['with an unterminated comment', `${faulty}/* and so on`, [finding]],
    ['with an unterminated string', `${faulty}char *p = "and so on`, [finding]],
    ['with an unterminated condition', `${faulty}#if 1\n#else\n`, [finding]],
    ['cut off within a function', `${faulty}void g(void) { if (x) { while (`, [finding]],
    ['binary', `MZ\0\x03\0\0${faulty}`, ['not-analysed']],
    ['UTF-16 read as bytes', Array.from(faulty).join('\0'), ['not-analysed']],
    ['of 10 MB', `${'/* padding */\n'.repeat(750_000)}${faulty}`, ['not-analysed']],
  ])('%s', async (_, text, codes) => {
    expect(await codesOf(text)).toEqual(codes);
    expect(client.log).toEqual([]);
  });

  it.each([
    ['blocks', (n: number) => '{'.repeat(n) + '}'.repeat(n)],
    ['open blocks', (n: number) => '{'.repeat(n)],
    ['parentheses', (n: number) => `x = ${'('.repeat(n)}1${')'.repeat(n)};`],
    ['open parentheses', (n: number) => `x = ${'('.repeat(n)}`],
    ['if statements', (n: number) => 'if (x) '.repeat(n) + ';'],
    ['else if branches', (n: number) => 'if (x) ; else '.repeat(n) + ';'],
    ['loops', (n: number) => 'while (x) { '.repeat(n) + '}'.repeat(n)],
    ['operators', (n: number) => `x = ${'a + '.repeat(n)}1;`],
    ['negations', (n: number) => `x = ${'!'.repeat(n)}1;`],
    ['conditionals', (n: number) => `x = ${'a ? b : '.repeat(n)}1;`],
    ['calls', (n: number) => `x = ${'f('.repeat(n)}1${')'.repeat(n)};`],
    ['labels', (n: number) => Array.from({ length: n }, (_, i) => `l${i}: `).join('') + ';'],
    ['cases', (n: number) => `switch (x) { ${'case 1: '.repeat(n)} ; }`],
  ])('with a thousand nested %s', async (_, nested) => {
    const text = `${faulty}int g(int x)\n{\n    WskDeregister(&Registration);\n    ${nested(1000)}\n}\n`;
    expect(await codesOf(text)).toContain(finding);
    expect(client.log).toEqual([]);
  });

  it('with ten thousand nested blocks', async () => {
    const text = `${faulty}int g(int x) { WskDeregister(&Registration); ${'{'.repeat(10_000)}${'}'.repeat(10_000)} }\n`;
    expect(await codesOf(text)).not.toEqual([]);
  });
});
