import { alone } from '../../../server/src/analysis/index.ts';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../server/src/base/finding.ts';
import { declarations, findingsOf, linesOf, newAnalyser, parse, update } from '../../support/analyse.ts';

const uri = 'file:///driver.c';
const leak = `${declarations}
NTSTATUS Start(void) {
  WSK_CLIENT_NPI c = CLIENT;
  NTSTATUS s = WskRegister(&c, &Reg);
  if (!NT_SUCCESS(s)) return s;
  s = IoB();
  if (!NT_SUCCESS(s)) return s;
  return STATUS_SUCCESS;
}
VOID Stop(void) { WskDeregister(&Reg); WskDeregister(&Reg); }
`;
const rules = (findings: readonly Finding[]): string[] => findings.map(({ rule }) => rule);

describe('findings', () => {
  test('are sorted by position, lie in the file, and have a path that leads to them', () => {
    const findings = findingsOf(leak);
    expect(rules(findings)).toEqual(['registration-leak', 'deregistered-twice']);
    const starts = findings.map(({ span }) => span.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (const { path, span, uri: file } of findings) {
      expect(path.length).toBeGreaterThan(0);
      expect(path.every((step) => step.uri === file)).toBe(true);
      expect(span.end).toBeLessThanOrEqual(leak.length);
    }
    const [opened, ...rest] = (findings[0]?.path ?? []).map(({ message }) => message);
    expect(opened).toBe('WskRegister succeeds here');
    expect(rest.length).toBeGreaterThan(0);
  });

  test('are the same from the same analyser, asked again', () => {
    const analyser = newAnalyser();
    const file = parse(leak);
    const first = analyser.analyse(alone(uri, file));
    expect(analyser.analyse(alone(uri, file))).toEqual(first);
    expect(analyser.analyse(alone('file:///other.c', file))).toEqual(
      JSON.parse(JSON.stringify(first).replaceAll(uri, 'file:///other.c')),
    );
  });

  test.each([
    ['has no WSK', 'int f(void) { return 1; }'],
    ['names it in a comment', '/* WskRegister(&c, &Reg); */ int f(void) { return 1; }'],
    ['names it in a string', 'void f(void) { Log("WskDeregister(&Reg) WskDeregister(&Reg)"); }'],
    ['is empty', ''],
    ['is not C', '\u0000\u0001WskRegister {{{ (((\n'],
    [
      'has a syntax error where it counts',
      `${declarations}void f(void) { WskDeregister(&Reg); if ( { WskDeregister(&Reg); }`,
    ],
    [
      'defines its own function of that name',
      'static int WskRegister(int a, int b) { return a; }\nvoid f(void) { WskRegister(1, 2); }',
    ],
  ])('there are none in a file that %s', (_, source) => {
    expect(linesOf(source)).toEqual([]);
  });
});

describe('analysis in steps', () => {
  test('gives what it gives at once', () => {
    const steps = newAnalyser().analyseInSteps(alone(uri, parse(leak)));
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) count++;
    expect(step.value).toEqual(findingsOf(leak));
    expect(count).toBeGreaterThan(5);
  });

  test('left at any moment, the next one is whole', () => {
    const analyser = newAnalyser();
    const expected = findingsOf(leak);
    for (let after = 0; after < 60; after++) {
      let file = parse(leak);
      const steps = analyser.analyseInSteps(alone(uri, file));
      for (let step = 0; step < after; step++) steps.next();
      file = update(file, leak);
      expect(analyser.analyse(alone(uri, file))).toEqual(expected);
    }
  });
});

describe('after an edit', () => {
  const edited = (from: string, to: string): [readonly Finding[], readonly Finding[]] => {
    const analyser = newAnalyser();
    const before = parse(leak);
    analyser.analyse(alone(uri, before));
    const text = leak.replace(from, to);
    expect(text).not.toBe(leak);
    return [analyser.analyse(alone(uri, update(before, text))), findingsOf(text)];
  };

  test.each([
    [
      'of the function',
      'if (!NT_SUCCESS(s)) return s;\n  return',
      'if (!NT_SUCCESS(s)) { WskDeregister(&Reg); return s; }\n  return',
    ],
    ['of white space in front', 'NTSTATUS Start', '\n\n\nNTSTATUS Start'],
    ['of a macro', '{ NULL, &Table }', '{ &Reg, &Table }'],
    ['of a declaration', 'static WSK_REGISTRATION Reg', 'extern WSK_REGISTRATION Reg'],
    [
      'that adds a caller',
      'VOID Stop',
      'NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { NTSTATUS s = Start(); if (!NT_SUCCESS(s)) WskDeregister(&Reg); return s; }\nVOID Stop',
    ],
    [
      'that makes it a callback',
      'VOID Stop',
      'VOID Register(PDEVICE_OBJECT d) { IoSetCompletionRoutine(I, Stop, NULL, 1, 1, 1); }\nVOID Stop',
    ],
    [
      'that gives a called function a body',
      'NTSTATUS Start',
      'static NTSTATUS IoB(void) { return STATUS_SUCCESS; }\nNTSTATUS Start',
    ],
    [
      'that defines a function twice',
      'VOID Stop',
      'NTSTATUS IoB(void) { return 0; }\nNTSTATUS IoB(void) { return 1; }\nVOID Stop',
    ],
    ['that removes all WSK', leak, 'int x;'],
  ])('%s the findings are those of a fresh analysis', (_, from, to) => {
    const [actual, expected] = edited(from, to);
    expect(actual).toEqual(expected);
  });

  test('a file that was forgotten is analysed anew', () => {
    const analyser = newAnalyser();
    analyser.analyse(alone(uri, parse(leak)));
    analyser.forget(uri);
    expect(analyser.analyse(alone(uri, parse(leak)))).toEqual(findingsOf(leak));
  });
});
