import { describe, expect, test } from 'vitest';
import { Parser, type PlacedUnit, type SyntaxNode } from '../../../server/src/syntax/index.ts';
import { nodeWasm } from '../../../server/src/syntax/wasm.node.ts';
import { testParser } from '../../support/parser.ts';

const parser = await testParser();

const driver = `#include <wsk.h>
#define MY_CALL __stdcall

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS MY_CALL Start(_In_ PVOID Context)
{
    return WskRegister(&Client, &Registration); // WskDeregister
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}
`;

/** Tree as an S-expression of its named nodes. */
function outline(node: SyntaxNode): string {
  const inner = node.children.filter((child) => child.named).map(outline);
  return inner.length === 0 ? node.kind : `(${[node.kind, ...inner].join(' ')})`;
}

function functionsOf(units: readonly PlacedUnit[]): PlacedUnit[] {
  return units.filter(({ unit }) => unit.kind === 'function');
}

describe('a parsed file', () => {
  test('has units where they stand', () => {
    const { units } = parser.parse(driver, 'c');
    expect(units.map(({ unit }) => `${unit.kind} ${unit.name ?? '-'}`)).toEqual([
      'include -',
      'define MY_CALL',
      'function Start',
      'function Stop',
    ]);
    for (const { unit, start } of units) {
      expect(driver.slice(start, start + unit.source.length)).toBe(unit.source);
      expect(unit.masked).toHaveLength(unit.source.length);
    }
  });

  test('masks with what its defines teach, and keeps the annotations', () => {
    const start = functionsOf(parser.parse(driver, 'c').units)[0]?.unit;
    expect(start?.masked).not.toContain('MY_CALL');
    expect(start?.annotations.map(({ name }) => name)).toEqual(['_IRQL_requires_max_', 'MY_CALL', '_In_']);
  });

  test('knows the identifiers of a unit, those in comments, strings and annotations left out', () => {
    const text = 'int f(_In_ PVOID a) { /* no */ g("no"); }\n#define X(y) z + y\n';
    const units = parser.parse(text, 'c').units.map(({ unit }) => [...unit.identifiers()]);
    expect(units).toEqual([
      ['int', 'f', 'PVOID', 'a', 'g'],
      ['define', 'X', 'y', 'z'],
    ]);
  });

  test('counts its errors', () => {
    expect(parser.parse(driver, 'c').errorCount()).toBe(0);
    const broken = parser.parse('void f(void) { g(1 }\nvoid h(void) { }\n', 'c');
    expect(broken.errorCount()).toBeGreaterThan(0);
    expect(functionsOf(broken.units).map(({ unit }) => unit.hasError)).toEqual([true, false]);
  });
});

describe('trees', () => {
  test.each([
    ['void f(void) { }', 'function_definition'],
    ['typedef int A;', 'type_definition'],
    ['struct A { int x; };', 'struct_specifier'],
    ['#define A 1', 'preproc_def'],
    ['#define A(x) x', 'preproc_function_def'],
    ['#include "a.h"', 'preproc_include'],
    ['#pragma once', 'preproc_call'],
    ['MACRO(a)', 'expression_statement'],
    ['main() { return 0; }', 'function_definition'],
  ])('in C, %s is a %s', (source, kind) => {
    const [placed] = parser.parse(source, 'c').units;
    expect(placed?.unit.root().kind).toBe(kind);
    expect(placed?.unit.hasError).toBe(false);
  });

  test.each([
    ['template <class T> T f() { return T(); }', 'function_definition'],
    ['extern "C" int f() { return 0; }', 'function_definition'],
    ['class A { };', 'class_specifier'],
    ['template <class T> class A { };', 'template_declaration'],
    ['namespace n { int f() { return 0; } }', 'function_definition'],
  ])('in C++, %s is a %s', (source, kind) => {
    const [placed] = parser.parse(source, 'cpp').units;
    expect(placed?.unit.root().kind).toBe(kind);
    expect(placed?.unit.hasError).toBe(false);
  });

  test("offsets are relative to the unit, a method's too", () => {
    const text = '// note\nclass A {\npublic:\n  int m() const { return x; }\n};\n';
    const method = functionsOf(parser.parse(text, 'cpp').units)[0];
    const root = method?.unit.root();
    expect(root?.kind).toBe('function_definition');
    expect([root?.start, root?.end]).toEqual([0, method?.unit.source.length]);
    const body = root?.children.find((child) => child.field === 'body');
    expect(method?.unit.source.slice(body?.start, body?.end)).toBe('{ return x; }');
  });

  test('a function without a type has an empty one', () => {
    const root = parser.parse('main(void) { }', 'c').units[0]?.unit.root();
    const type = root?.children.find((child) => child.field === 'type');
    expect([type?.start, type?.end]).toEqual([0, 0]);
  });

  test('fields, errors and missing nodes are told', () => {
    const root = parser.fragment('int a = ;\nif (x', 'c');
    expect(root.hasError).toBe(true);
    const flat: SyntaxNode[] = [];
    const visit = (node: SyntaxNode): void => {
      flat.push(node);
      node.children.forEach(visit);
    };
    visit(root);
    expect(flat.some((node) => node.kind === 'ERROR' || node.missing)).toBe(true);
    expect(flat.some((node) => node.field === 'declarator')).toBe(true);
  });

  test('a fragment is parsed on its own', () => {
    expect(outline(parser.fragment('f(a);', 'c'))).toBe(
      '(translation_unit (expression_statement (call_expression identifier (argument_list identifier))))',
    );
  });

  test('text of a unit that is not one construct gives the whole list', () => {
    const root = parser.parse('int f(int a) { } }', 'c').units[0]?.unit.root();
    expect(root?.kind).toBe('function_definition');
    expect(parser.parse('a b c d', 'c').units[0]?.unit.root().hasError).toBe(true);
  });
});

describe('update', () => {
  const before = parser.parse(driver, 'c');

  function unitsAfter(text: string): { kept: string[]; made: string[] } {
    const known = new Set(before.units.map(({ unit }) => unit));
    const result = { kept: [] as string[], made: [] as string[] };
    for (const { unit, start } of parser.update(before, text).units) {
      expect(text.slice(start, start + unit.source.length)).toBe(unit.source);
      result[known.has(unit) ? 'kept' : 'made'].push(unit.name ?? unit.kind);
    }
    return result;
  }

  test('keeps units that moved', () => {
    expect(unitsAfter(`// more\n${driver}`).made).toEqual([]);
  });

  test('makes only the changed one anew', () => {
    expect(unitsAfter(driver.replace('&Client', '&Other'))).toEqual({
      kept: ['include', 'MY_CALL', 'Stop'],
      made: ['Start'],
    });
  });

  test('makes those anew that a changed define masks otherwise', () => {
    expect(unitsAfter(driver.replace('__stdcall', 'int')).made).toEqual(['MY_CALL', 'Start']);
    expect(unitsAfter(driver.replace('#define MY_CALL', '#define OTHER')).made).toEqual(['OTHER', 'Start']);
  });

  test('makes those anew whose conditions or scope changed', () => {
    expect(unitsAfter(`#if DBG\n${driver}#endif\n`).kept).toEqual([]);
  });

  test('tells units of the same text apart only by their place', () => {
    const text = 'int a;\nint a;\nint b;\n';
    const file = parser.parse(text, 'c');
    const next = parser.update(file, `int b;\n${text}`);
    expect(new Set(next.units.map(({ unit }) => unit)).size).toBe(4);
    expect(next.units.slice(1).map(({ unit }) => unit)).toEqual(file.units.map(({ unit }) => unit));
  });
});

describe('life-cycle', () => {
  test('a grammar that was not loaded is an error that names it', async () => {
    const own = await Parser.create(nodeWasm(import.meta.dirname));
    expect(() => own.parse('int a;', 'cpp')).toThrow('the cpp grammar is not loaded');
    await Promise.all([own.ensure('cpp'), own.ensure('cpp')]);
    expect(own.parse('int a;', 'cpp').units).toHaveLength(1);
    own.dispose();
    expect(() => own.parse('int a;', 'c')).toThrow('the c grammar is not loaded');
  });

  test('a module that cannot be read rejects', async () => {
    const wasm = nodeWasm(import.meta.dirname);
    const failing = { ...wasm, cpp: () => Promise.reject(new Error('disk on fire')) };
    const own = await Parser.create(failing);
    await expect(own.ensure('cpp')).rejects.toThrow('disk on fire');
    own.dispose();
  });
});
