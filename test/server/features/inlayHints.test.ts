import { beforeAll, describe, expect, it } from 'vitest';
import { LineIndex } from '../../../server/src/base/text.ts';
import { inlayHints, type InlayHintKinds } from '../../../server/src/features/inlayHints.ts';
import { toOffset } from '../../../server/src/features/position.ts';
import type { Parser } from '../../../server/src/syntax/index.ts';
import { testParser } from '../../support/parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await testParser();
});

/** The statement with its hints written into it as `«hint»`. */
function hinted(body: string, kinds: Partial<InlayHintKinds>): string {
  const head = 'NTSTATUS F(PWSK_SOCKET Socket, PFN_WSK_BIND Bind)\n{\n    ';
  const text = `${head}${body}\n}\n`;
  const lines = new LineIndex(text);
  const span = { start: 0, end: text.length };
  const all = { parameterNames: false, irql: false, irp: false, ...kinds };
  const hints = inlayHints(parser.parse(text, 'c'), lines, span, all);
  const placed = hints.map(({ position, label }) => ({ at: toOffset({ text, lines }, position), label }));
  let result = text;
  for (const { at, label } of placed.toReversed()) {
    result = `${result.slice(0, at)}«${JSON.stringify(label).slice(1, -1)}»${result.slice(at)}`;
  }
  return result.slice(head.length, -'\n}\n'.length);
}

describe('inlayHints', () => {
  it('name parameters, where the argument does not do it itself', () => {
    const names = { parameterNames: true };
    expect(hinted('WskRegister(&npi, &g_Registration);', names)).toBe(
      'WskRegister(«WskClientNpi:»&npi, «WskRegistration:»&g_Registration);',
    );
    expect(hinted('WskRegister(&WskClientNpi, g->wskRegistration);', names)).toBe(
      'WskRegister(&WskClientNpi, g->wskRegistration);',
    );
    expect(hinted('Bind(Socket, Own(a, b), 0, ', names)).toBe(
      'Bind(Socket, «LocalAddress:»Own(a, b), «Flags:»0, ',
    );
    expect(hinted('if (Own(a)) { /* WskRegister(a) */ s = "WskRegister(a)"; }', names)).not.toContain('«');
  });

  it('tell the IRQL', () => {
    expect(hinted('WskDeregister(r);', { irql: true })).toBe('WskDeregister(r)«PASSIVE_LEVEL»;');
    expect(hinted('Bind(s, a, 0, i);', { irql: true })).toBe('Bind(s, a, 0, i)«<= DISPATCH_LEVEL»;');
    expect(hinted('Bind(s, a, 0', { irql: true })).toBe('Bind(s, a, 0');
  });

  it('tell that the IRP is completed later', () => {
    const irp = { irp: true };
    expect(hinted('Bind(s, a, 0, i);', irp)).toBe('Bind(s, a, 0, i)«completes the IRP later»;');
    expect(hinted('WskDeregister(r);', irp)).toBe('WskDeregister(r);');
    const control = (last: string) =>
      `t->WskControlSocket(s, WskSetOption, c, l, 0, NULL, 0, NULL, NULL, ${last});`;
    expect(hinted(control('NULL'), irp)).toBe(control('NULL'));
    expect(hinted(control('i'), irp)).toContain('«completes the IRP later»;');
  });

  it('are none when none is wanted, and none outside of the range', () => {
    expect(hinted('WskDeregister(r);', {})).toBe('WskDeregister(r);');
    const text = 'void F(void)\n{\n    WskDeregister(r);\n}\n';
    const lines = new LineIndex(text);
    const file = parser.parse(text, 'c');
    const kinds = { parameterNames: true, irql: true, irp: true };
    expect(inlayHints(file, lines, { start: 0, end: 15 }, kinds)).toEqual([]);
    expect(inlayHints(file, lines, { start: 15, end: text.length }, kinds)).toHaveLength(2);
  });
});
