/** Short forms that the data files are written with: each fills in what most entries have in common. */
import type {
  CatalogueSymbol,
  ConstantSymbol,
  DeclarationSymbol,
  Direction,
  EnumSymbol,
  IrpContract,
  IrqlLimit,
  Member,
  Parameter,
  RequestSymbol,
  ReturnValue,
  RoutineSymbol,
  StatusSymbol,
  StructureSymbol,
} from './types.ts';

const common = {
  aliases: [],
  header: 'wsk.h',
  library: undefined,
  minClient: 'Windows Vista',
  targetPlatform: 'Windows',
  remarks: [],
  related: [],
} as const;

/** What an entry of a data file states; the rest has a default. */
type Spec<T extends CatalogueSymbol, Defaulted extends keyof T = never> = Omit<
  T,
  'kind' | 'name' | keyof typeof common | Defaulted
> &
  Partial<Pick<T, keyof typeof common | Defaulted>>;

type RoutineDefault = 'irp' | 'pointerType' | 'categories';

/** Exported from NETIO.SYS. */
export function exported(name: string, spec: Spec<RoutineSymbol, RoutineDefault>): RoutineSymbol {
  const defaults = { irp: noIrp, pointerType: undefined, categories: [] };
  return {
    ...common,
    library: 'Netio.lib',
    targetPlatform: 'Universal',
    ...defaults,
    ...spec,
    kind: 'function',
    name,
  };
}

/** Called through a dispatch table: a member of type `pointerType`. */
export function dispatched(
  kind: 'provider-function' | 'socket-function',
  name: string,
  spec: Spec<RoutineSymbol, 'irp' | 'categories'> & { readonly pointerType: string },
): RoutineSymbol {
  const defaults = { irp: noIrp, categories: [], aliases: [spec.pointerType] };
  return { ...common, targetPlatform: 'Universal', ...defaults, ...spec, kind, name };
}

/** Written by the driver. */
export function callback(name: string, spec: Spec<RoutineSymbol, RoutineDefault>): RoutineSymbol {
  const aliases = spec.pointerType === undefined ? [] : [spec.pointerType];
  const defaults = { irp: noIrp, pointerType: undefined, categories: [], aliases };
  return { ...common, ...defaults, ...spec, kind: 'callback', name };
}

/** A routine of the kernel beside WSK, called by name. */
export function kernelRoutine(name: string, spec: Spec<RoutineSymbol, RoutineDefault>): RoutineSymbol {
  return exported(name, { header: 'wdm.h', library: 'NtosKrnl.lib', minClient: 'Windows 2000', ...spec });
}

/** A function type of the kernel beside WSK, such as `DRIVER_UNLOAD`, and its pointer type. */
export function kernelCallback(
  name: string,
  pointerType: string,
  spec: Spec<RoutineSymbol, RoutineDefault>,
): RoutineSymbol {
  const defaults = { header: 'wdm.h', minClient: undefined, targetPlatform: 'Desktop' } as const;
  return callback(name, { ...defaults, pointerType, ...spec });
}

export function structure(name: string, spec: Spec<StructureSymbol, 'categories'>): StructureSymbol {
  return { ...common, aliases: [`_${name}`, `P${name}`], categories: [], ...spec, kind: 'structure', name };
}

export function enumeration(name: string, spec: Spec<EnumSymbol>): EnumSymbol {
  return { ...common, aliases: [`P${name}`], ...spec, kind: 'enum', name };
}

export function constant(name: string, spec: Spec<ConstantSymbol, 'usedWith'>): ConstantSymbol {
  return { ...common, usedWith: [], ...spec, kind: 'constant', name };
}

export function status(name: string, spec: Spec<StatusSymbol>): StatusSymbol {
  return { ...common, header: 'ntstatus.h', ...spec, kind: 'status', name };
}

export function request(
  kind: RequestSymbol['kind'],
  name: string,
  spec: Spec<RequestSymbol, 'maxIrql' | 'input' | 'output' | 'returnedSize' | 'categories'>,
): RequestSymbol {
  const defaults = {
    maxIrql: 'DISPATCH_LEVEL',
    input: undefined,
    output: undefined,
    categories: [],
  } as const;
  return { ...common, ...defaults, returnedSize: 'NULL', ...spec, kind, name };
}

export function declaration(
  kind: DeclarationSymbol['kind'],
  name: string,
  spec: Spec<DeclarationSymbol>,
): DeclarationSymbol {
  return { ...common, ...spec, kind, name };
}

function parameter(direction: Direction): (type: string, name: string, meaning: string) => Parameter {
  return (type, name, meaning) => ({ name, type, direction, meaning });
}

export const input = parameter('in');
export const inputOptional = parameter('in-optional');
export const output = parameter('out');
export const outputOptional = parameter('out-optional');
export const inOut = parameter('in-out');
export const inOutOptional = parameter('in-out-optional');
export const reserved = parameter('reserved');

export function member(type: string, name: string, meaning: string): Member {
  return { name, type, meaning };
}

export function result(value: string, meaning: string): ReturnValue {
  return { value, meaning };
}

export function irql(max: IrqlLimit['max'], note?: string): IrqlLimit {
  return { max, note };
}

const noIrp: IrpContract = { use: 'none' };

/** An IRP that WSK completes; `information` is what `IoStatus.Information` then holds. */
export function requiredIrp(information?: string): IrpContract {
  return { use: 'required', information };
}

export const clientObject = input(
  'PWSK_CLIENT',
  'Client',
  'Client object from WskCaptureProviderNPI (or NmrClientAttachProvider).',
);
export const socketObject = input(
  'PWSK_SOCKET',
  'Socket',
  'The socket whose dispatch table the call goes through.',
);
export const irpToComplete = inOut(
  'PIRP',
  'Irp',
  'Your IRP, which WSK completes when the operation is over.',
);
export const flagsZero = reserved('ULONG', 'Flags', 'Must be 0.');
export const pending = result(
  'STATUS_PENDING',
  'Still in progress. The outcome is in Irp->IoStatus.Status when the IRP completes.',
);
export const forcedClosed = result('STATUS_FILE_FORCED_CLOSED', 'The socket no longer works. Close it soon.');
export const otherFailure = result('other', 'Failed. The IRP is completed with the same status.');
