import { describe, expect, it } from 'vitest';
import {
  catalogue,
  dispatchMember,
  docsUrl,
  enumWithValue,
  isProviderFunction,
  lookup,
  memberOf,
  signature,
  structureNamed,
  tablesWith,
  type CatalogueSymbol,
  type RoutineSymbol,
} from '../../../server/src/catalogue/index.ts';
import {
  generalStatuses,
  neighbour,
  neighbours,
  statusNamed,
} from '../../../server/src/catalogue/kernel/index.ts';
import { publicSymbols } from './publicSymbols.ts';

const all = [...catalogue, ...neighbours, ...generalStatuses];
const cases = all.map((symbol) => [symbol.name, symbol] as const);
const routines = all.filter(
  (symbol): symbol is RoutineSymbol => 'params' in symbol && 'returnType' in symbol,
);

/** Every text of a symbol that a person reads. */
function prose(symbol: CatalogueSymbol): string[] {
  const texts = [symbol.summary, ...symbol.remarks];
  if ('params' in symbol) texts.push(...symbol.params.map((p) => p.meaning));
  if ('returns' in symbol) texts.push(...symbol.returns.map((r) => r.meaning));
  if ('members' in symbol) texts.push(...symbol.members.map((m) => m.meaning));
  if ('values' in symbol) texts.push(...symbol.values.map((v) => v.meaning));
  return texts;
}

describe('every symbol', () => {
  it.each(cases)('%s is complete', (_name, symbol) => {
    expect(symbol.header).toMatch(/^[a-z0-9]+\.h$/);
    expect(symbol.docsSlug).toMatch(/^(windows-hardware\/drivers|windows\/win32\/api)\/[a-z0-9/_-]+$/);
    expect(docsUrl(symbol)).toBe(`https://learn.microsoft.com/en-us/${symbol.docsSlug}`);
    expect(signature(symbol)).toContain(symbol.name);
    expect(symbol.minClient ?? 'Windows').toMatch(/^Windows/);
    expect(symbol.library ?? 'Netio.lib').toMatch(/^(Netio|uuid|NtosKrnl|Hal)\.lib(; NtosKrnl\.lib)?$/);
  });

  it.each(cases)('%s reads as sentences', (_name, symbol) => {
    for (const text of prose(symbol)) {
      expect(text).toMatch(/[.)]$/);
      expect(text).not.toMatch(/\b(MUST|SHOULD|MAY|NOTE|BEHAVIOUR|BUILD)\b|\s{2}|[`*|]/);
      expect(text.length).toBeLessThan(200);
    }
    expect(new Set(symbol.remarks).size).toBe(symbol.remarks.length);
  });

  it.each(cases)('%s refers to symbols that exist', (name, symbol) => {
    for (const related of symbol.related) {
      expect((lookup(related) ?? neighbour(related))?.name, related).toBe(related);
      expect(related).not.toBe(name);
    }
  });

  it('has a name of its own, except the two WskRelease', () => {
    const names = all.flatMap((symbol) => [symbol.name, ...symbol.aliases]);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    expect(twice).toEqual(['WskRelease']);
  });
});

describe('every function and callback', () => {
  it.each(routines.map((routine) => [routine.name, routine] as const))('%s is callable', (_name, routine) => {
    expect(routine.params.length).toBeGreaterThan(0);
    expect(routine.returns.length).toBeGreaterThan(0);
    const isDocumented = routine.header !== 'wdm.h' && !/^Wsk(Send|Receive)Ex$/.test(routine.name);
    if (isDocumented) expect(routine.minClient).toBeDefined();
    const text = signature(routine);
    expect(text.startsWith(`${routine.returnType} `)).toBe(true);
    const names = [...text.matchAll(/(\w+),?$/gm)].map((match) => match[1]);
    expect(names).toEqual(routine.params.map((p) => p.name));
    expect(routine.returnType === 'VOID').toBe(routine.returns.every(({ value }) => value === 'VOID'));
  });

  it.each(routines.map((routine) => [routine.name, routine] as const))(
    '%s states its IRP',
    (_name, routine) => {
      // Kernel routines handle an IRP; only WSK promises to complete it.
      const hasIrp = routine.header !== 'wdm.h' && routine.params.some((p) => p.type === 'PIRP');
      expect(routine.irp.use === 'none').toBe(!hasIrp);
    },
  );

  it.each(routines.filter((r) => r.kind.endsWith('-function')).map((r) => [r.name, r] as const))(
    '%s is a member of a dispatch table',
    (name, routine) => {
      expect(routine.pointerType).toMatch(/^PFN_WSK_/);
      const tables = tablesWith(routine);
      expect(tables.length).toBeGreaterThan(0);
      for (const table of tables) expect(memberOf(table, name)?.type).toBe(routine.pointerType);
    },
  );

  it('is exported only from netio.lib', () => {
    for (const symbol of catalogue) expect(symbol.library === 'Netio.lib').toBe(symbol.kind === 'function');
  });

  it('has a status for each value that it returns', () => {
    for (const routine of routines.filter(({ header }) => header !== 'wdm.h')) {
      for (const { value } of routine.returns) {
        const isKnown = [value === 'VOID', value === 'other', enumWithValue(value), statusNamed(value)].some(
          Boolean,
        );
        expect(isKnown, `${routine.name}: ${value}`).toBe(true);
      }
    }
  });
});

describe('the neighbours', () => {
  it.each(neighbours.map((routine) => [routine.name, routine] as const))(
    '%s says what matters for WSK',
    (name, routine) => {
      expect(routine.remarks.length).toBeGreaterThan(0);
      expect(neighbour(name)).toBe(routine);
      expect(lookup(name)).toBeUndefined();
    },
  );

  it.each(['DriverEntry', 'PIO_COMPLETION_ROUTINE', 'PDRIVER_UNLOAD'])('%s is an alias', (name) => {
    expect(neighbour(name)).toBeDefined();
  });

  it('names no status twice', () => {
    for (const { name } of generalStatuses) expect(lookup(name)).toBeUndefined();
  });
});

it('names a parameter or member for every use of a constant', () => {
  for (const symbol of catalogue) {
    if (symbol.kind !== 'constant') continue;
    for (const use of symbol.usedWith) {
      const [owner = '', part] = use.split('.');
      const target = lookup(owner);
      const names =
        target !== undefined && 'params' in target
          ? target.params.map((p) => p.name)
          : target?.kind === 'structure'
            ? target.members.map((m) => m.name)
            : [];
      expect(names, use).toContain(part);
    }
  }
});

describe('access', () => {
  it('finds by name, pointer type and tag', () => {
    expect(lookup('WskRegister')?.kind).toBe('function');
    expect(lookup('PWSK_REGISTRATION')?.name).toBe('WSK_REGISTRATION');
    expect(lookup('_WSK_CLIENT_NPI')?.name).toBe('WSK_CLIENT_NPI');
    expect(lookup('PFN_WSK_SOCKET')?.name).toBe('WskSocket');
    expect(lookup('PWSK_CLIENT')?.name).toBe('WSK_CLIENT');
    expect(structureNamed('PWSK_CLIENT_DISPATCH')?.name).toBe('WSK_CLIENT_DISPATCH');
    expect(structureNamed('WskRegister')).toBeUndefined();
    expect(enumWithValue('WskInspectPend')?.name).toBe('WSK_INSPECT_ACTION');
  });

  it.each(['wskregister', 'WskSocketCreate', 'toString', '__proto__', 'constructor', ''])(
    'knows no %j',
    (name) => {
      expect(lookup(name)).toBeUndefined();
      expect(dispatchMember(name)).toBeUndefined();
      expect(enumWithValue(name)).toBeUndefined();
    },
  );

  it('tells the two WskRelease apart by their pointer types', () => {
    expect(lookup('PFN_WSK_RELEASE_DATA_INDICATION_LIST')).toMatchObject({
      categories: ['connection', 'stream'],
    });
    expect(lookup('PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST')).toMatchObject({ categories: ['datagram'] });
  });

  it('knows which functions end with the release of the provider NPI', () => {
    const providerFunctions = catalogue.filter((symbol) => isProviderFunction(symbol.name));
    expect(providerFunctions.map((symbol) => symbol.name)).toEqual([
      'WskSocket',
      'WskSocketConnect',
      'WskControlClient',
      'WskGetAddressInfo',
      'WskFreeAddressInfo',
      'WskGetNameInfo',
    ]);
    expect(isProviderFunction('PFN_WSK_SOCKET')).toBe(false);
    expect(dispatchMember('WskCloseSocket')?.kind).toBe('socket-function');
    expect(dispatchMember('WskClientEvent')).toBeUndefined();
  });

  it('sees the basic functions as members of every socket table, as C does', () => {
    const table = structureNamed('WSK_PROVIDER_CONNECTION_DISPATCH');
    expect(table && memberOf(table, 'WskCloseSocket')?.type).toBe('PFN_WSK_CLOSE_SOCKET');
    expect(table && memberOf(table, 'WskSend')?.type).toBe('PFN_WSK_SEND');
    expect(table && memberOf(table, 'WskListen')).toBeUndefined();
  });
});

describe('completeness', () => {
  const kinds = Object.entries(publicSymbols);

  it.each(kinds)('has every public %s', (kind, names) => {
    const found = catalogue.filter((symbol) => symbol.kind === kind).map(({ name }) => name);
    const missing = [...names];
    for (const name of found) {
      const at = missing.indexOf(name);
      if (at >= 0) missing.splice(at, 1);
    }
    expect(missing).toEqual([]);
  });

  it('knows 164 of them, and one status more', () => {
    const names = kinds.flatMap(([, each]) => each);
    expect(names).toHaveLength(164);
    expect(catalogue.filter(({ name }) => !names.includes(name)).map(({ name }) => name)).toEqual([
      'STATUS_NOT_IMPLEMENTED',
    ]);
    expect(catalogue).toHaveLength(165);
  });
});
