import { describe, expect, test } from 'vitest';
import { differences } from '../../support/analyse.ts';

/** Sources that need nothing but their marks; what each shows is its name. */
const sources: readonly [string, string][] = [
  [
    'a clean-up label told apart by a flag',
    `NTSTATUS Start(void) {
  BOOLEAN up = FALSE; WSK_CLIENT_NPI c = CLIENT;
  NTSTATUS s = IoA();
  if (!NT_SUCCESS(s)) goto out;
  s = WskRegister(&c, &Reg);
  if (!NT_SUCCESS(s)) goto out;
  up = TRUE;
  s = IoB();
out:
  if (!NT_SUCCESS(s) && up) WskDeregister(&Reg);
  return s;
}`,
  ],
  [
    'a clean-up label told apart by a stage that is counted up',
    `NTSTATUS Start(void) {
  int step = 0; WSK_CLIENT_NPI c = CLIENT; NTSTATUS s;
  s = WskRegister(&c, &Reg);
  if (s < 0) goto out;
  step = 1;
  s = WskCaptureProviderNPI(&Reg, 10, &Npi);
  if (s < 0) goto out;
  step = 2;
  s = IoB();
out:
  if (s < 0) {
    switch (step) {
    case 2: WskReleaseProviderNPI(&Reg); /* fall through */
    case 1: WskDeregister(&Reg); break;
    default: break;
    }
  }
  return s;
}`,
  ],
  [
    'a switch that falls through from the wrong stage',
    `NTSTATUS Start(void) {
  int step = 0; WSK_CLIENT_NPI c = CLIENT; NTSTATUS s;
  s = WskRegister(&c, &Reg);
  if (s < 0) goto out;
  step = 2;
  s = IoB();
out:
  if (s < 0) {
    switch (step) {
    case 2: WskReleaseProviderNPI(&Reg); // want: release-without-capture
    case 1: WskDeregister(&Reg); break;
    default: break;
    }
  }
  return s;
}`,
  ],
  [
    'a ladder whose steps are in the wrong order',
    `NTSTATUS Start(void) {
  WSK_CLIENT_NPI c = CLIENT; NTSTATUS s;
  s = WskRegister(&c, &Reg);
  if (s < 0) goto out;
  s = WskCaptureProviderNPI(&Reg, 10, &Npi);
  if (s < 0) goto deregister;
  s = IoB();
  if (s < 0) goto release;
  return s;
deregister:
  WskDeregister(&Reg);
  return s;
release:
  WskReleaseProviderNPI(&Reg);
out:
  return s; // want: registration-leak
}`,
  ],
  [
    'one helper, called in two states',
    `static VOID Close(BOOLEAN captured) {
  if (captured) WskReleaseProviderNPI(&Reg);
  WskDeregister(&Reg);
}
NTSTATUS Start(void) {
  WSK_CLIENT_NPI c = CLIENT;
  NTSTATUS s = WskRegister(&c, &Reg);
  if (!NT_SUCCESS(s)) return s;
  s = WskCaptureProviderNPI(&Reg, 10, &Npi);
  if (!NT_SUCCESS(s)) { Close(FALSE); return s; }
  s = IoB();
  if (!NT_SUCCESS(s)) Close(TRUE);
  return s;
}`,
  ],
  [
    'one helper, called in a state that it is not made for',
    `static VOID Close(BOOLEAN captured) {
  if (captured) WskReleaseProviderNPI(&Reg); // want: release-without-capture
  WskDeregister(&Reg);
}
NTSTATUS Start(void) {
  WSK_CLIENT_NPI c = CLIENT;
  NTSTATUS s = WskRegister(&c, &Reg);
  if (!NT_SUCCESS(s)) return s;
  s = WskCaptureProviderNPI(&Reg, 10, &Npi);
  if (!NT_SUCCESS(s)) { Close(TRUE); return s; }
  s = IoB();
  if (!NT_SUCCESS(s)) Close(TRUE);
  return s;
}`,
  ],
  [
    'a helper that hands its status out through a pointer',
    `static VOID Open(NTSTATUS *out) { WSK_CLIENT_NPI c = CLIENT; *out = WskRegister(&c, &Reg); }
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) {
  NTSTATUS s;
  Open(&s);
  if (!NT_SUCCESS(s)) { WskDeregister(&Reg); return s; } // want: deregister-without-register
  return STATUS_SUCCESS;
}`,
  ],
  [
    'a helper that calls itself',
    `static NTSTATUS Open(int n) {
  WSK_CLIENT_NPI c = CLIENT;
  if (n > 0) return Open(n - 1);
  return WskRegister(&c, &Reg);
}
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) {
  NTSTATUS s = Open(3);
  if (!NT_SUCCESS(s)) return s;
  return STATUS_SUCCESS;
}`,
  ],
  [
    'helpers that call each other',
    `static VOID B(int n);
static VOID A(int n) { if (n) B(n - 1); WskDeregister(&Reg); }
static VOID B(int n) { if (n) A(n - 1); }
VOID Unload(PDRIVER_OBJECT d) { A(2); }`,
  ],
  [
    'a retry loop',
    `NTSTATUS Start(void) {
  NTSTATUS s; int i; WSK_CLIENT_NPI c = CLIENT;
  s = WskRegister(&c, &Reg);
  if (!NT_SUCCESS(s)) return s;
  for (i = 0; i < 5; i++) {
    s = WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi);
    if (s != STATUS_DEVICE_NOT_READY) break;
    KeDelayExecutionThread(KernelMode, FALSE, &Pause);
  }
  if (!NT_SUCCESS(s)) { WskDeregister(&Reg); return s; }
  return STATUS_SUCCESS;
}
VOID Stop(void) { WskReleaseProviderNPI(&Reg); WskDeregister(&Reg); }`,
  ],
  [
    'a retry loop that forgets the registration',
    `NTSTATUS Start(void) {
  NTSTATUS s; int i; WSK_CLIENT_NPI c = CLIENT;
  s = WskRegister(&c, &Reg);
  if (!NT_SUCCESS(s)) return s;
  for (i = 0; i < 5; i++) {
    s = WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi);
    if (s != STATUS_DEVICE_NOT_READY) break;
  }
  if (!NT_SUCCESS(s)) return s; // want: registration-leak
  return STATUS_SUCCESS;
}`,
  ],
  [
    'loops that walk a list and an array of contexts',
    `VOID UnloadAll(PCTX p, ULONG n) { ULONG i; for (i = 0; i < n; i++, p++) WskDeregister(&p->Reg); }
VOID UnloadList(PCTX p) { for (; p != NULL; p = p->Next) { WskReleaseProviderNPI(&p->Reg); WskDeregister(&p->Reg); } }
VOID UnloadArray(ULONG n) { ULONG i; for (i = 0; i < n; i++) WskDeregister(&All[i].Reg); }`,
  ],
  [
    'a loop without an exit',
    `VOID Worker(PVOID c) {
  for (;;) {
    if (NT_SUCCESS(WskCaptureProviderNPI(&Other, WSK_INFINITE_WAIT, &Npi))) WskReleaseProviderNPI(&Other);
  }
}`,
  ],
  [
    '__finally on every way out',
    `NTSTATUS Start(void) {
  NTSTATUS s = 0; BOOLEAN up = FALSE; WSK_CLIENT_NPI c = CLIENT;
  __try {
    s = WskRegister(&c, &Reg);
    if (!NT_SUCCESS(s)) __leave;
    up = TRUE;
    s = IoB();
    if (!NT_SUCCESS(s)) return s;
  } __finally {
    if (!NT_SUCCESS(s) && up) WskDeregister(&Reg);
  }
  return s;
}`,
  ],
  [
    '__finally that asks nothing',
    `NTSTATUS Start(void) {
  NTSTATUS s = 0; WSK_CLIENT_NPI c = CLIENT;
  __try {
    s = WskRegister(&c, &Reg);
    if (!NT_SUCCESS(s)) __leave;
    s = IoB();
  } __finally {
    WskDeregister(&Reg); // want: deregister-without-register
  }
  return s;
}`,
  ],
  [
    'IRQL that is raised and lowered again',
    `VOID A(void) { KIRQL q; KeAcquireSpinLock(&L, &q); KeReleaseSpinLock(&L, q); WskDeregister(&Reg); }
VOID B(void) {
  KIRQL q;
  KeAcquireSpinLock(&L, &q);
  WskDeregister(&Reg); // want: registration-irql-too-high
  KeReleaseSpinLock(&L, q);
}`,
  ],
];

describe('paths', () => {
  test.each(sources)('%s', (_, source) => {
    expect(differences(source)).toEqual([]);
  });
});

/** Statements before and around which a registration leaks. */
function leaking(before: string, after: string): string {
  return `NTSTATUS Start(PCTX x) {
  NTSTATUS s; WSK_CLIENT_NPI c = CLIENT;
  s = WskRegister(&c, &Reg);
  if (!NT_SUCCESS(s)) return s;
  ${before}
  s = IoB();
  ${after}
  return s; // want: registration-leak
}`;
}

describe('the budget', () => {
  const many = (count: number, text: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => text(i)).join('\n  ');

  /** Milliseconds; generous, since machines that run tests are busy. */
  const limit = 5000;

  test.each([
    ['200 branches', many(200, (i) => `if (x->a[${i}]) Log(${i});`)],
    [
      '200 early exits of a kernel call',
      many(200, () => `s = ZwClose(x->h); if (!NT_SUCCESS(s)) DbgPrint("x");`),
    ],
    ['40 flags', many(40, (i) => `int f${i} = 0; if (x->a[${i}]) f${i} = 1; if (f${i}) Log(${i});`)],
    ['a switch of 300 cases', `switch (x->n) { ${many(300, (i) => `case ${i}: Log(${i}); break;`)} }`],
    ['loops in loops', many(6, (i) => `for (int i${i} = 0; i${i} < 100; i${i}++)`) + ' Log(0);'],
    ['gotos back and forth', many(60, (i) => `l${i}: if (x->a[${i}]) goto l${59 - i};`)],
    [
      'assignments of a hundred places',
      many(100, (i) => `x->f${i} = x->f${i + 1}; if (x->f${i}) Log(${i});`),
    ],
  ])('%s end soon, with the finding or without', (_, body) => {
    const started = performance.now();
    const rest = differences(leaking(body, '')).filter((line) => !/missing .*registration-leak/.test(line));
    expect(rest).toEqual([]);
    expect(performance.now() - started).toBeLessThan(limit);
  });

  test.each([
    ['60 branches', many(60, (i) => `if (x->a[${i}]) Log(${i});`)],
    ['a switch of 30 cases', `switch (x->n) { ${many(30, (i) => `case ${i}: Log(${i}); break;`)} }`],
    [
      'three loops in each other',
      'for (int i = 0; i < 9; i++) for (int j = 0; j < 9; j++) for (int k = 0; k < 9; k++) Log(k);',
    ],
    ['20 kernel calls, each checked', many(20, () => 'if (!NT_SUCCESS(ZwClose(x->h))) DbgPrint("x");')],
  ])('%s are seen through', (_, body) => {
    expect(differences(leaking(body, ''))).toEqual([]);
  });

  test('a function that is too large says nothing of others', () => {
    const large = `VOID Large(PCTX x) { ${many(60, (i) => `if (x->a[${i}]) WskDeregister(&x->r[${i}]);`)} }`;
    const small = `VOID Small(void) {\n  WskDeregister(&Reg);\n  WskDeregister(&Reg); // want: deregistered-twice\n}`;
    expect(differences(`${large}\n${small}`)).toEqual([]);
  });
});

describe('C++', () => {
  test('a lambda that deregisters when its scope ends', () => {
    const source = `NTSTATUS start() {
  WSK_CLIENT_NPI c = CLIENT;
  auto s = WskRegister(&c, &Reg);
  if (!NT_SUCCESS(s)) return s;
  auto undo = wil::scope_exit([&] { WskDeregister(&Reg); });
  s = IoB();
  if (!NT_SUCCESS(s)) return s;
  undo.release();
  return s;
}`;
    expect(differences(source, 'cpp')).toEqual([]);
  });

  test('the body of a lambda is a function of its own', () => {
    const source = `void stop() {
  auto undo = [] {
    WskDeregister(&Reg);
  };
  undo();
  WskDeregister(&Other);
}`;
    expect(differences(source, 'cpp')).toEqual([]);
  });

  test('if with an initialiser', () => {
    const source = `NTSTATUS start() {
  WSK_CLIENT_NPI c = CLIENT;
  if (auto s = WskRegister(&c, &Reg); !NT_SUCCESS(s)) return s;
  if (auto s = IoB(); !NT_SUCCESS(s)) return s; // want: registration-leak
  return STATUS_SUCCESS;
}`;
    expect(differences(source, 'cpp')).toEqual([]);
  });
});

describe('own memory', () => {
  test('a block in each of two objects from one allocation call', () => {
    const source = `NTSTATUS Make(PCTX *out) {
  WSK_CLIENT_NPI c = CLIENT;
  PCTX x = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*x), 'x');
  if (x == NULL) return STATUS_NO_MEMORY;
  NTSTATUS s = WskRegister(&c, &x->Reg);
  if (!NT_SUCCESS(s)) { ExFreePool(x); return s; }
  *out = x;
  return s;
}
NTSTATUS Two(void) {
  PCTX a, b;
  NTSTATUS s = Make(&a);
  if (!NT_SUCCESS(s)) return s;
  s = Make(&b);
  if (!NT_SUCCESS(s)) { WskDeregister(&a->Reg); ExFreePool(a); return s; }
  return s;
}`;
    expect(differences(source)).toEqual([]);
  });
});
