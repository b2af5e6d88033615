import { beforeAll, describe, expect, it } from 'vitest';
import { signatureHelp } from '../../../server/src/features/signatureHelp.ts';
import type { Parser } from '../../../server/src/syntax/index.ts';
import { testParser } from '../../support/parser.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await testParser();
});

/** The help at `@`. */
function helpAt(marked: string, labelOffsets = true) {
  const offset = marked.indexOf('@');
  const file = parser.parse(marked.slice(0, offset) + marked.slice(offset + 1), 'c');
  return signatureHelp(file, offset, { format: 'markdown', labelOffsets });
}

/** Name and type of the parameter that is being written, undefined past the last. */
function activeParameter(marked: string): string | undefined {
  const help = helpAt(marked);
  const [start, end] = help?.signatures[0]?.parameters?.[help.activeParameter ?? -1]?.label ?? [];
  return typeof start === 'number' ? help?.signatures[0]?.label.slice(start, Number(end)) : undefined;
}

const inFunction = (body: string) => `NTSTATUS F(PWSK_SOCKET Socket, PFN_WSK_BIND Bind)\n{\n    ${body}\n}\n`;

describe('signatureHelp', () => {
  it.each([
    ['WskRegister(@', 'PWSK_CLIENT_NPI WskClientNpi'],
    ['WskRegister(&npi, @', 'PWSK_REGISTRATION WskRegistration'],
    ['WskRegister(&npi, @);', 'PWSK_REGISTRATION WskRegistration'],
    ['WskRegister(&npi, &r, @);', undefined],
    ['((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskBind(Socket, @', 'PSOCKADDR LocalAddress'],
    ['Bind(Socket, a, 0, @', 'PIRP Irp'],
    ['return NT_SUCCESS(WskRegister(\n        @', 'PWSK_CLIENT_NPI WskClientNpi'],
  ])('marks the parameter in %s', (body, parameter) => {
    const help = helpAt(inFunction(body));
    expect(help?.signatures).toHaveLength(1);
    expect(activeParameter(inFunction(body))).toBe(parameter);
  });

  it('tells the IRQL and what the parameter is', () => {
    const signature = helpAt(inFunction('WskRegister(@'))?.signatures[0];
    expect(signature?.label).toBe(
      'NTSTATUS WskRegister(PWSK_CLIENT_NPI WskClientNpi, PWSK_REGISTRATION WskRegistration)',
    );
    expect(signature?.documentation).toMatchObject({
      value: expect.stringContaining('`PASSIVE_LEVEL`') as string,
    });
    expect(signature?.parameters?.[1]?.documentation).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining('Your block') as string,
    });
  });

  it('names parameters by their text for a client without offsets', () => {
    const signature = helpAt(inFunction('WskRegister(@'), false)?.signatures[0];
    expect(signature?.parameters?.map(({ label }) => label)).toEqual([
      'PWSK_CLIENT_NPI WskClientNpi',
      'PWSK_REGISTRATION WskRegistration',
    ]);
  });

  it.each([
    'Own(@',
    'WskRegister(Own(@',
    'IoAllocateIrp(@',
    'WskRegister(a)@;',
    'WskRegister("@',
    '// WskRegister(@',
  ])('is silent in %s', (body) => {
    expect(helpAt(inFunction(body))).toBeUndefined();
  });
});
