import type { Inf, InfEntry, InfValue } from './inf.ts';

/** A service that an INF installs. */
export interface InfService {
  readonly name: string;
  /** File name of the driver, without its folder: `echo.sys`. */
  readonly binary: string | undefined;
  /** `StartType`: 0 boot, 1 system, 2 automatic, 3 on demand, 4 disabled. */
  readonly start: { readonly type: number; readonly entry: InfEntry; readonly value: InfValue } | undefined;
}

/** The services of an INF: `AddService` names the section that describes one. */
export function servicesOf(inf: Inf): readonly InfService[] {
  return inf.sections
    .flatMap(({ entries }) => entries)
    .filter(({ key }) => key?.toLowerCase() === 'addservice')
    .map(({ values }) => {
      const described = inf.named(values[2]?.value ?? '').flatMap(({ entries }) => entries);
      const start = entryOf(described, 'starttype');
      const value = start?.values[0];
      const type = value && numberOf(value.value);
      return {
        name: values[0]?.value ?? '',
        binary: /[^\\/]*$/.exec(entryOf(described, 'servicebinary')?.values[0]?.value ?? '')?.[0],
        start: start && value && type !== undefined ? { type, entry: start, value } : undefined,
      };
    });
}

function entryOf(entries: readonly InfEntry[], key: string): InfEntry | undefined {
  return entries.find((entry) => entry.key?.toLowerCase() === key);
}

function numberOf(text: string): number | undefined {
  const word = text.trim();
  return /^(?:0x[\da-f]+|\d+)$/i.test(word) ? Number(word) : undefined;
}
