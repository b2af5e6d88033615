import { describe, expect, test } from 'vitest';
import { ModelBuilder } from '../../../server/src/model/builder.ts';
import type { FileModel, Global } from '../../../server/src/model/ir.ts';
import { dumpExpr, dumpType } from '../../support/dumpFunction.ts';
import { functionOf, modelOf } from '../../support/model.ts';
import { testParser } from '../../support/parser.ts';

const parser = await testParser();

function dumpGlobal({ storage, type, name, init }: Global): string {
  return `${storage} ${dumpType(type)} ${name}${init === undefined ? '' : ` = ${dumpExpr(init)}`}`;
}

function dumpFields(file: FileModel, name: string): string[] | undefined {
  return file.structNamed(name)?.fields.map((field) => `${dumpType(field.type)} ${field.name}`);
}

describe('globals', () => {
  test('C: storage, type and initialiser', () => {
    const file = modelOf(`
WSK_REGISTRATION g_Reg;
static PWSK_SOCKET Socket, *Sockets[4];
extern ULONG Elsewhere;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
struct _CONTEXT { int a; } Context = { .a = 1 };
NTSTATUS (*Callback)(PVOID) = Handler;
#if DBG
int Level = 2;
#else
int Level = 1;
#endif
void Prototype(int);
typedef int Number;
`);
    expect(file.globals.map(dumpGlobal)).toEqual([
      'global WSK_REGISTRATION g_Reg',
      'static-global PWSK_SOCKET Socket',
      'static-global PWSK_SOCKET*[] Sockets',
      'extern ULONG Elsewhere',
      'static-global const WSK_CLIENT_DISPATCH Dispatch = {c0, 0, 0}',
      'global _CONTEXT Context = {.a=1}',
      'global NTSTATUS* Callback = Handler',
      'global int Level = 2',
      'global int Level = 1',
    ]);
    expect(file.globalsNamed('Level')).toHaveLength(2);
    expect(file.globalsNamed('Dispatch')[0]?.calls.map((call) => call.name)).toEqual(['MAKE_WSK_VERSION']);
  });

  test('C++: namespaces, constructors, fields are no globals', () => {
    const file = modelOf(
      `
namespace { WSK_REGISTRATION reg; bool ready{false}; }
namespace wsk { inline Guard guard(&reg); constexpr auto limit = 3; }
WSK_REGISTRATION wsk::Client::shared;
class Client { WSK_REGISTRATION field; static int count; void method() {} };
`,
      'cpp',
    );
    expect(file.globals.map(dumpGlobal)).toEqual([
      'static-global WSK_REGISTRATION reg',
      'static-global bool ready = 0',
      'global Guard guard = c0',
      'global const auto limit = 3',
      'global WSK_REGISTRATION shared',
    ]);
    expect(file.globalsNamed('wsk::Client::shared')).toHaveLength(1);
  });

  test('the initialiser of a macro is expanded', () => {
    const file = modelOf('#define TABLE { 1, f }\nDISPATCH d = TABLE;\nvoid g(void) {}');
    expect(file.globals.map(dumpGlobal)).toEqual(['global DISPATCH d = {1, f}']);
    expect([...(file.globals[0]?.identifiers() ?? [])]).toContain('f');
  });
});

describe('structures', () => {
  const file = modelOf(`
typedef struct _CONTEXT {
    LIST_ENTRY Link;
    struct {
        WSK_REGISTRATION Registration;
    } Wsk;
    union {
        ULONG Flags;
        struct { ULONG Bits : 3; };
    };
    PFN_WORK Work, *Works[2];
    NTSTATUS (*Complete)(PVOID);
} CONTEXT, *PCONTEXT;
typedef CONTEXT DEVICE_CONTEXT, *PDEVICE_CONTEXT;
struct Plain { int a; };
typedef struct { int b; } *POnlyPointer;
enum { First, Second = 0x10, Third, Masked = (1 << 4) | 1, Unknown = ELSEWHERE, AfterUnknown };
typedef enum _STATE { StateIdle = -1, StateBusy } STATE;
`);

  test('fields, with those of anonymous members', () => {
    expect(dumpFields(file, '_CONTEXT')).toEqual([
      'LIST_ENTRY Link',
      '_CONTEXT::Wsk Wsk',
      'ULONG Flags',
      'ULONG Bits',
      'PFN_WORK Work',
      'PFN_WORK*[] Works',
      'NTSTATUS* Complete',
    ]);
    expect(dumpFields(file, '_CONTEXT::Wsk')).toEqual(['WSK_REGISTRATION Registration']);
  });

  test.each(['CONTEXT', 'PCONTEXT', 'DEVICE_CONTEXT', 'PDEVICE_CONTEXT'])('%s is an alias', (name) => {
    expect(file.structNamed(name)?.name).toBe('_CONTEXT');
  });

  test('others', () => {
    expect(dumpFields(file, 'Plain')).toEqual(['int a']);
    expect(dumpFields(file, 'POnlyPointer')).toEqual(['int b']);
    expect(file.structNamed('Unheard')).toBeUndefined();
  });

  test('enumerators', () => {
    const names = ['First', 'Second', 'Third', 'Masked', 'Unknown', 'AfterUnknown', 'StateIdle', 'StateBusy'];
    expect(names.map((name) => file.enumerator(name))).toEqual([0, 16, 17, 17, undefined, undefined, -1, 0]);
  });

  test('a name that two classes have in C++ stands for none of them', () => {
    const file = modelOf(
      `namespace a { typedef class First { int x; } Socket; typedef class Only { int z; } Other; }
namespace b { typedef class Second { int y; } Socket; }`,
      'cpp',
    );
    expect(file.aliasNamed('Socket')).toBeUndefined();
    expect(file.aliasNamed('Other')?.name).toBe('Only');
  });

  test('C++ classes, aliases and scoped enumerators', () => {
    const cpp = modelOf(
      `
class Client : public Base {
  public:
    Client(int a) : m_value(a) {}
    virtual ~Client();
    static int s_count;
  private:
    int m_value = 0;
    WSK_REGISTRATION m_reg{};
};
using Alias = Client;
enum class Kind : int { one = 1, two };
struct Loop;
typedef Loop Loop2;
using A1 = A2; using A2 = A1;
`,
      'cpp',
    );
    expect(dumpFields(cpp, 'Alias')).toEqual(['int m_value', 'WSK_REGISTRATION m_reg']);
    expect([cpp.enumerator('Kind::two'), cpp.enumerator('two')]).toEqual([2, undefined]);
    expect(cpp.structNamed('A1')).toBeUndefined();
  });
});

describe('sections', () => {
  const file = modelOf(`
#pragma alloc_text(INIT, DriverEntry)
#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, Unload, Start)
#endif
#pragma data_seg("PAGEDATA")
WSK_REGISTRATION Paged = {0};
WSK_REGISTRATION Bss;
#pragma data_seg()
WSK_REGISTRATION Plain = {0};
#pragma code_seg(push, "PAGE")
void InPage(void) {}
#pragma code_seg(pop)
void Resident(void) {}
__declspec(allocate("PAGECONS")) WSK_REGISTRATION Allocated;
__pragma(warning(push))
#pragma data_seg("PAGEIT")
WSK_REGISTRATION BehindPragma = {0};
__pragma(data_seg())
WSK_REGISTRATION BehindOperator = {0};
#define PAGED_BEGIN() __pragma(data_seg(push)) __pragma(data_seg("PAGEMACRO"))
#define PAGED_END __pragma(data_seg(pop))
PAGED_BEGIN();
WSK_REGISTRATION BehindMacro = {0};
PAGED_END
WSK_REGISTRATION BehindEnd = {0};
void DriverEntry(void) {}
void Unload(void) {}
`);

  test.each([
    ['DriverEntry', 'INIT'],
    ['Unload', 'PAGE'],
    ['InPage', 'PAGE'],
    ['Resident', undefined],
  ])('code of %s', (name, section) => {
    const [fn] = file.functionsNamed(name);
    expect(fn && file.codeSectionOf(fn)).toBe(section);
  });

  test.each([
    ['Paged', 'PAGEDATA'],
    ['Bss', undefined],
    ['Plain', undefined],
    ['Allocated', 'PAGECONS'],
    ['BehindPragma', 'PAGEIT'],
    ['BehindOperator', undefined],
    ['BehindMacro', 'PAGEMACRO'],
    ['BehindEnd', undefined],
  ])('data %s', (name, section) => {
    const [global] = file.globalsNamed(name);
    expect(global && file.dataSectionOf(global)).toBe(section);
  });
});

describe('versions of a file', () => {
  const text = '#define LIMIT 3\nint g = LIMIT;\nint f(void) { return LIMIT; }\nint h(void) { return g; }\n';

  test('an unchanged function keeps its model, and its neighbours theirs', () => {
    const builder = new ModelBuilder(parser);
    const first = parser.parse(text, 'c');
    const before = builder.file(first);
    const after = builder.file(parser.update(first, text.replace('return g', 'return g + 1')));
    expect(functionOf(after, 'f')).toBe(functionOf(before, 'f'));
    expect(functionOf(after, 'h')).not.toBe(functionOf(before, 'h'));
    expect(after.globals[0]).toBe(before.globals[0]);
    const [f] = after.functions;
    expect(f && after.startOf(f.unit)).toBe(text.indexOf('int f'));
  });

  test('a changed macro makes all models anew', () => {
    const builder = new ModelBuilder(parser);
    const first = parser.parse(text, 'c');
    const before = builder.file(first);
    const after = builder.file(parser.update(first, text.replace('LIMIT 3', 'LIMIT 4')));
    expect(functionOf(after, 'f')).not.toBe(functionOf(before, 'f'));
  });
});

describe('functions', () => {
  test('annotations of the function and of its parameters', () => {
    const file = modelOf(`
_IRQL_requires_max_(PASSIVE_LEVEL)
_Must_inspect_result_
static NTSTATUS Start(_In_ PCONTEXT Context, _Out_opt_ PULONG Count, ULONG) { return 0; }`);
    const fn = functionOf(file, 'Start');
    expect(fn.annotations.map(({ name, argument }) => [name, argument])).toEqual([
      ['_IRQL_requires_max_', 'PASSIVE_LEVEL'],
      ['_Must_inspect_result_', undefined],
    ]);
    expect(
      fn.parameters.map(({ name, annotations }) => [name, annotations.map((each) => each.name)]),
    ).toEqual([
      ['Context', ['_In_']],
      ['Count', ['_Out_opt_']],
      ['', []],
    ]);
    expect([fn.isStatic, fn.returnType.name]).toEqual([true, 'NTSTATUS']);
  });

  test.each(['', 'void', 'VOID', 'IN VOID'])('no parameters are written (%s)', (list) => {
    expect(functionOf(modelOf(`VOID Stop(${list}) {}`), 'Stop').parameters).toEqual([]);
  });

  test.each(['VOID *', 'PVOID', 'VOID named'])('one parameter is written (%s)', (list) => {
    expect(functionOf(modelOf(`VOID Stop(${list}) {}`), 'Stop').parameters).toHaveLength(1);
  });

  test('names and owners of C++ functions', () => {
    const file = modelOf(
      `
namespace wsk {
void Client::close() {}
Client::~Client() {}
class Inner { void inlined() {} };
static void free() {}
}
namespace { void hidden() {} }`,
      'cpp',
    );
    expect(
      file.functions.map((fn) => {
        const { qualifiedName, ownerClass, isStatic } = fn.model();
        return [fn.name, qualifiedName, ownerClass, isStatic];
      }),
    ).toEqual([
      ['close', 'wsk::Client::close', 'Client', false],
      ['~Client', 'wsk::Client::~Client', 'Client', false],
      ['inlined', 'wsk::Inner::inlined', 'Inner', false],
      ['free', 'wsk::free', undefined, true],
      ['hidden', 'hidden', undefined, true],
    ]);
  });
});
