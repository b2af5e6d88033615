import fc from 'fast-check';

const words = [
  'a',
  'Irp',
  'Status',
  'MY_WORD',
  'NTSTATUS',
  'PVOID',
  'IN',
  'CONST',
  '_In_',
  '__in',
  'NTAPI',
  '_Foo_',
];
const pieces = [
  ...words,
  'int', 'void', 'struct', 'static', 'typedef', 'return', 'if', 'else', 'for', 'while', 'do', 'switch', 'case', 'goto',
  'try', 'except', 'finally', 'leave', '__try', '__except', '__finally', 'class', 'enum', 'operator', 'template', 'asm',
  '__declspec(x)', '_In_reads_(n)', '_When_(a, b)', 'FOR_EACH(a, b)', 'MACRO(x)', 'TEXT("a")', 'sizeof(', 'offsetof(',
  '(', ')', '[', ']', '{', '}', ';', ',', '=', '*', '&', '->', '.', '::', ':', '?', '<', '>', '+', '~', '0x1fI64', '1',
  '"str"', '"un', "'c'", '// note\n', '/* note */', '/*', '\n#if A\n', '\n#ifdef B\n', '\n#else\n', '\n#elif C\n', '\n#endif\n',
  '\n#if 0\n', '\n#define X __stdcall\n', '\n#define Y(a) \\\n  a\n', '\n#pragma once\n', '\n#include "x.h"\n', '\n', '\r\n', '\r',
  ' ', '  ', '\t', '\\\n', '\0', '\ud800', 'é', 'R"(', ')"',
]; // prettier-ignore

/** Text made of what driver source is made of, in any order: mostly wrong, never far from right. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...pieces), { maxLength: 80 })
  .map((parts) => parts.join(' '));

const statement = fc.constantFrom(
  'Status = WskRegister(&Client, &Registration);',
  'if (!NT_SUCCESS(Status)) {\n        goto Exit;\n    }',
  'for (i = 0; i < Count; i++) {\n        Total += Items[i];\n    }',
  'PAGED_CODE();',
  'CHECK(Status)',
  'FOR_EACH(Entry, List) {\n        Use(Entry);\n    }',
  '__try {\n        Probe();\n    } __except (EXCEPTION_EXECUTE_HANDLER) {\n        Status = GetExceptionCode();\n    }',
  '#if DBG\n    Trace("x");\n#else\n    Quiet();\n#endif',
  'switch (Kind) {\n    case 1: break;\n    default: Status = 0;\n    }',
  'const WCHAR *Name = L"a" L"b"; // note',
  'return STATUS_SUCCESS; /* note */',
);

const body = fc
  .array(statement, { maxLength: 6 })
  .map((lines) => lines.map((line) => `    ${line}\n`).join(''));

const definition = fc.oneof(
  fc
    .tuple(fc.constantFrom('Start', 'Stop', 'Open', 'Close'), body)
    .map(([name, text]) => `_IRQL_requires_(PASSIVE_LEVEL)\nNTSTATUS\nNTAPI\n${name}(\n    _In_ PVOID Context,\n    _Inout_opt_ PIRP Irp\n    )\n{\n${text}Exit:\n    return Status;\n}\n`),
  fc.constantFrom(
    '#include <wsk.h>\n',
    '#define MY_CALL __stdcall\n',
    '#define CHECK(s) if (!NT_SUCCESS(s)) goto Exit;\n',
    '#define HELPER\n',
    'HELPER int MY_CALL Helper(void);\n',
    'typedef struct _CONTEXT {\n    WSK_REGISTRATION Registration;\n    BOOLEAN Started;\n} CONTEXT, *PCONTEXT;\n',
    'static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };\n',
    '#ifdef ALLOC_PRAGMA\n#pragma alloc_text(INIT, Start)\n#endif\n',
    'DECLARE_GLOBAL(x)\n',
    '// a comment\n\n',
  ),
); // prettier-ignore

/** A driver's source file that is right but for names. */
export const driverSource: fc.Arbitrary<string> = fc
  .tuple(fc.array(definition, { minLength: 1, maxLength: 8 }), fc.boolean())
  .map(([parts, crlf]) => (crlf ? parts.join('\n').replaceAll('\n', '\r\n') : parts.join('\n')));

/** An edit of any text: where, as a fraction of its length, how much is removed, and what is put there. */
export interface RandomEdit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

export const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 40 }),
  inserted: fc.oneof(
    fc.constantFrom('', ' ', '\n', '{', '}', '(', ')', ';', '"', '/*', '*/', '//', '#', '#if A\n', '#endif\n', 'x', '#define HELPER 1\n'),
    tokenSoup,
  ),
}); // prettier-ignore

export function applyRandomEdit(text: string, { at, removed, inserted }: RandomEdit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + inserted + text.slice(start + removed);
}
