import { describe, expect, test } from 'vitest';
import { declarations, stateAt } from '../../support/analyse.ts';

/** States of the block whose name follows the mark. */
function statesAt(body: string): readonly string[] | undefined {
  const source = declarations + body;
  const mark = '/*?*/';
  return stateAt(source, source.slice(source.indexOf(mark) + mark.length))?.states;
}

const start = (rest: string): string => `NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) {
  WSK_CLIENT_NPI c = CLIENT; NTSTATUS s;
  ${rest}
}`;
const register = 's = WskRegister(&c, &Reg); if (!NT_SUCCESS(s)) return s; ';
const capture = 's = WskCaptureProviderNPI(&Reg, 10, &Npi); ';

describe('the state of a registration', () => {
  test.each<[string, string, string[]]>([
    [
      'behind the deregistration',
      start(`${register} WskDeregister(&Reg); Log(&/*?*/Reg); return s;`),
      ['deregistered'],
    ],
    [
      'with two captures',
      start(
        `${register} ${capture} if (!NT_SUCCESS(s)) return s; ${capture} if (!NT_SUCCESS(s)) return s; WskReleaseProviderNPI(&/*?*/Reg); return s;`,
      ),
      ['registered, provider NPI captured 2 times'],
    ],
    [
      'in a function that anyone may call',
      'VOID Stop(void) { WskDeregister(&/*?*/Reg); }',
      ['not known here: it depends on what ran before'],
    ],
    [
      'where paths meet',
      start(`s = WskRegister(&c, &Reg); Log(&/*?*/Reg); return s;`),
      ['not registered: WskRegister failed', 'registered, provider NPI not captured'],
    ],
  ])('%s', (_, source, expected) => {
    expect(statesAt(source)).toEqual(expected);
  });

  test('in a helper, as its callers leave it', () => {
    const source = `static VOID Undo(void) { WskDeregister(&/*?*/Reg); }\n${start(`${register} Undo(); return s;`)}`;
    expect(statesAt(source)).toEqual(['registered, provider NPI not captured']);
  });

  test('through a pointer parameter', () => {
    const source = `static VOID Undo(PWSK_REGISTRATION r) { WskDeregister(/*?*/r); }\n${start(`${register} Undo(&Reg); return s;`)}`;
    expect(statesAt(source)).toEqual(['registered, provider NPI not captured']);
  });

  test('of a member of a structure that a header declares', () => {
    const source = `VOID Stop(PCTX Ctx) { WskDeregister(&/*?*/Ctx->Reg); }`;
    expect(stateAt(declarations + source, 'Reg); }')?.place).toBe('Ctx->Reg');
  });

  test.each([
    ['on another variable', start('s = 0; return /*?*/s; WskDeregister(&Reg);')],
    ['on the pointer to what holds it', 'VOID Stop(PCTX Ctx) { WskDeregister(&/*?*/Ctx->Reg); }'],
    ['on the argument of a call', 'VOID Stop(int Main) { WskDeregister(&Get(/*?*/Main)->Reg); }'],
    ['outside functions', 'int /*?*/x; VOID Stop(void) { WskDeregister(&Reg); }'],
    ['in a function that does not parse', 'VOID Stop(void) { if ( { WskDeregister(&/*?*/Reg); }'],
  ])('is not given %s', (_, source) => {
    expect(statesAt(source)).toBeUndefined();
  });

  test('is not given in a file without WSK', () => {
    expect(stateAt('int f(void) { return x; }', 'x;')).toBeUndefined();
  });
});
