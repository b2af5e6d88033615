import { describe, expect, test } from 'vitest';
import { localFlags } from '../../../server/src/flow/flags.ts';
import { hasUnusedResult } from '../../../server/src/flow/unused.ts';
import type { Call, FunctionModel } from '../../../server/src/model/ir.ts';
import { functionOf, modelOf } from '../../support/model.ts';

function callIn(fn: FunctionModel, name: string): Call {
  for (const block of fn.blocks)
    for (const op of block.ops) if (op.kind === 'call' && op.call.name === name) return op.call;
  throw new Error(`no call of ${name}`);
}

function isUnused(body: string, language: 'c' | 'cpp' = 'c'): boolean {
  const fn = functionOf(modelOf(`NTSTATUS f(NTSTATUS *out, int a) { ${body} }`, language), 'f');
  return hasUnusedResult(fn, callIn(fn, 'Open'));
}

describe('the result of a call is unused', () => {
  test.each([
    ['dropped', 'Open(); return 0;'],
    ['cast to void', '(void)Open(); return 0;'],
    ['overwritten', 'NTSTATUS s; s = Open(); s = Other(); return s;'],
    ['overwritten on every path', 'NTSTATUS s = Open(); if (a) { s = A(); } else { s = B(); } return s;'],
    ['out of scope', 'NTSTATUS s = Open(); return 0;'],
    ['overwritten in the next round', 'NTSTATUS s = 0; while (a--) { s = Open(); s = 0; } return s;'],
    ['declared anew', 'for (;;) { NTSTATUS s = Open(); if (a) break; } return 0;'],
    ['cast and stored', 'LONG s = (LONG)Open(); return 0;'],
  ])('%s', (_, body) => {
    expect(isUnused(body)).toBe(true);
  });

  test.each([
    ['returned', 'return Open();'],
    ['tested', 'if (!NT_SUCCESS(Open())) return 1; return 0;'],
    ['passed on', 'Log(Open()); return 0;'],
    ['stored and returned', 'NTSTATUS s = Open(); return s;'],
    ['stored and tested behind a label', 'NTSTATUS s; s = Open(); if (a) goto out; s = 0; out: return s;'],
    ['stored outside', '*out = Open(); return 0;'],
    ['stored in a global', 'g_Status = Open(); return 0;'],
    ['stored in a static local', 'static NTSTATUS s; s = Open(); return 0;'],
    ['read on one path', 'NTSTATUS s = Open(); if (a) return s; return 0;'],
    ['read in the next round', 'NTSTATUS s = 0; while (s == 0) { s = Open(); } return 0;'],
    ['read through its address', 'NTSTATUS s; NTSTATUS *p = &s; s = Open(); return *p;'],
    ['used by its own assignment', 'NTSTATUS s = 0; s |= Open(); return s;'],
    ['read in a switch', 'NTSTATUS s = Open(); switch (s) { case 0: return 1; } return 0;'],
    ['read in __finally', 'NTSTATUS s = 0; __try { s = Open(); __leave; } __finally { Log(s); } return 0;'],
    ['kept in a structure', 'struct S x; x.s = Open(); return 0;'],
    ['part of a condition', 'BOOLEAN ok = a && NT_SUCCESS(Open()); return ok ? 0 : 1;'],
  ])('but not when it is %s', (_, body) => {
    expect(isUnused(body)).toBe(false);
  });

  test('nor when a lambda may read it', () => {
    expect(isUnused('NTSTATUS s; auto log = [&] { Log(s); }; s = Open(); log(); return 0;', 'cpp')).toBe(
      false,
    );
  });
});

describe('flags of a function', () => {
  const flagsIn = (body: string): readonly string[] => [
    ...localFlags(functionOf(modelOf(`void f(int p) { ${body} }`), 'f')),
  ];

  test.each([
    ['a BOOLEAN', 'BOOLEAN up = FALSE; up = TRUE; if (up) g();', ['up']],
    ['a stage', 'int step = 0; step = 1; step = STEP_TWO; switch (step) { case 1: g(); }', ['step']],
    [
      'several, in the order of their declarations',
      'int b, a; a = 1; b = 1; if (a) g(); if (b) g();',
      ['b', 'a'],
    ],
  ])('%s', (_, body, expected) => {
    expect(flagsIn(body)).toEqual(expected);
  });

  test.each([
    ['never asked for', 'int up = 0; up = 1; g(up);'],
    ['never set', 'int up = 0; if (up) g();'],
    ['computed', 'int up = 0; up = g(); if (up) g();'],
    ['counted', 'int i = 0; i++; i = 0; if (i < 3) g();'],
    ['written by others', 'int up = 0; up = 1; g(&up); if (up) g();'],
    ['a pointer', 'void *up = 0; up = 0; if (up) g();'],
    ['a static', 'static int up; up = 1; if (up) g();'],
    ['a parameter', 'p = 1; if (p) g();'],
  ])('but none that is %s', (_, body) => {
    expect(flagsIn(body)).toEqual([]);
  });

  test('no more than a few: each doubles the states', () => {
    const names = Array.from({ length: 40 }, (_, i) => `f${i}`);
    const body = names.map((name) => `int ${name} = 0; ${name} = 1; if (${name}) g();`).join(' ');
    expect(flagsIn(body).length).toBeLessThanOrEqual(4);
  });
});
