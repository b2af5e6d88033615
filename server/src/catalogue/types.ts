/**
 * The shape of a catalogue entry. Texts are plain sentences without markup: a reader decides how to show an identifier.
 * Names and types are those of the public headers; the wording is this project's own.
 */

/** What every entry has. */
interface SymbolBase {
  readonly name: string;
  /** Other names of the same thing: `PWSK_REGISTRATION`, `_WSK_REGISTRATION`, `PFN_WSK_SOCKET`. */
  readonly aliases: readonly string[];
  readonly header: string;
  /** Import library, undefined for what is not imported. */
  readonly library: string | undefined;
  /** First client Windows that has it, undefined where the documentation does not say. */
  readonly minClient: string | undefined;
  readonly targetPlatform: string | undefined;
  /** Path of the page below `https://learn.microsoft.com/en-us/`. */
  readonly docsSlug: string;
  /** What it is or does, one or two sentences. */
  readonly summary: string;
  /** What to respect, one short rule each. */
  readonly remarks: readonly string[];
  /** Names of other entries. */
  readonly related: readonly string[];
}

/** SAL direction: `in-optional` may be NULL or 0, `reserved` has one permitted value. */
export type Direction =
  'in' | 'in-optional' | 'out' | 'out-optional' | 'in-out' | 'in-out-optional' | 'reserved';

export interface Parameter {
  readonly name: string;
  /** As declared, e.g. `CONST VOID *`. */
  readonly type: string;
  readonly direction: Direction;
  readonly meaning: string;
}

/** A member of a structure. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
}

export interface ReturnValue {
  /** A status or enumerator name, `VOID`, or `other`. */
  readonly value: string;
  readonly meaning: string;
}

export interface IrqlLimit {
  /** Highest IRQL that a caller may run at. */
  readonly max: 'PASSIVE_LEVEL' | 'APC_LEVEL' | 'DISPATCH_LEVEL' | 'HIGH_LEVEL';
  /** Condition or exception, a sentence. */
  readonly note: string | undefined;
}

/**
 * What happens to the IRP that a routine is given. `required`: WSK completes it whatever the call returns.
 * `by-code`: the control code decides whether there is one.
 */
export type IrpContract =
  | { readonly use: 'none' }
  | {
      readonly use: 'required' | 'by-code';
      /** Contents of `IoStatus.Information` after completion, undefined where that is not documented. */
      readonly information: string | undefined;
    };

export type SocketCategory = 'basic' | 'listen' | 'datagram' | 'connection' | 'stream';

/**
 * `function`: exported by name. `provider-function`: member of WSK_PROVIDER_DISPATCH. `socket-function`: member of a
 * socket's provider dispatch table. `callback`: written by the driver, called by WSK or the NMR.
 */
export interface RoutineSymbol extends SymbolBase {
  readonly kind: 'function' | 'provider-function' | 'socket-function' | 'callback';
  readonly returnType: string;
  readonly params: readonly Parameter[];
  readonly returns: readonly ReturnValue[];
  readonly irql: IrqlLimit;
  readonly irp: IrpContract;
  /** Type of the pointer in the dispatch table, e.g. `PFN_WSK_SOCKET`; undefined for exported functions. */
  readonly pointerType: string | undefined;
  /** Sockets that it applies to; empty when it is not about one socket. */
  readonly categories: readonly SocketCategory[];
}

export interface StructureSymbol extends SymbolBase {
  readonly kind: 'structure';
  /** Empty for a structure that is documented elsewhere. */
  readonly members: readonly Member[];
  readonly categories: readonly SocketCategory[];
}

export interface EnumSymbol extends SymbolBase {
  readonly kind: 'enum';
  readonly values: readonly { readonly name: string; readonly value: number; readonly meaning: string }[];
}

/** An object-like macro with a value: flags, time-outs, address families. */
export interface ConstantSymbol extends SymbolBase {
  readonly kind: 'constant';
  readonly value: string;
  /** Where it belongs: `WskSocket.Flags`, `WSK_TRANSPORT.SocketType`. */
  readonly usedWith: readonly string[];
}

export interface StatusSymbol extends SymbolBase {
  readonly kind: 'status';
  readonly value: string;
}

/** A code for WskControlClient or WskControlSocket with its buffers. */
export interface RequestSymbol extends SymbolBase {
  readonly kind: 'client-control-code' | 'socket-option' | 'socket-ioctl';
  readonly value: string;
  readonly irp: 'required' | 'forbidden' | 'optional' | 'undocumented';
  readonly maxIrql: 'PASSIVE_LEVEL' | 'DISPATCH_LEVEL';
  /** Contents of the buffers, undefined where there is none. */
  readonly input: string | undefined;
  readonly output: string | undefined;
  /** Use of OutputSizeReturned. */
  readonly returnedSize: 'NULL' | 'required' | 'undocumented';
  /** Sockets that it applies to; empty for requests to the client object. */
  readonly categories: readonly SocketCategory[];
}

/** A type, macro or variable that is best shown by its declaration. */
export interface DeclarationSymbol extends SymbolBase {
  readonly kind: 'type' | 'macro' | 'variable';
  readonly declaration: string;
}

export type CatalogueSymbol =
  | RoutineSymbol
  | StructureSymbol
  | EnumSymbol
  | ConstantSymbol
  | StatusSymbol
  | RequestSymbol
  | DeclarationSymbol;
