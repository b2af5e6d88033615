import type { HandleCall } from './handles.ts';
import type { ProtocolCall } from './protocols.ts';
import type { FunctionModel } from '../model/ir.ts';
import type { Role } from '../model/roles.ts';
import type { ResourceState } from './resource.ts';
import type { Site, Step } from './site.ts';
import type { Place } from './place.ts';
import type { IrqlRaise } from './irql.ts';
import type { Value } from './value.ts';

interface Common {
  readonly site: Site;
  /** The path that leads here. */
  readonly steps: Step | undefined;
  readonly irql: readonly IrqlRaise[];
  /** The function at the bottom of the call stack. */
  readonly root: FunctionModel;
  /** How it is entered. */
  readonly roles: readonly Role[];
  /** Number of calls between that function and this one. */
  readonly depth: number;
}

/** A call that opens, closes or uses a resource, with what held just before it. */
export interface ProtocolObservation extends Common {
  readonly kind: 'protocol';
  readonly call: ProtocolCall;
  /** The registration block. */
  readonly place: Place;
  /** The resource that the call is about. */
  readonly before: ResourceState;
  /** The registration itself, also when the call is about the provider NPI. */
  readonly registration: ResourceState;
  readonly providerNpi: ResourceState;
  readonly args: readonly Value[];
  /** Where the memory of the block was freed before. */
  readonly freed: Site | undefined;
  /** Place of the provider NPI that a capture fills. */
  readonly filled: Place | undefined;
  /** The allocation that the block lies in, when it was seen. */
  readonly allocation: Allocation | undefined;
  /** Members of the WSK_CLIENT_NPI that WskRegister is given, when it lies in a place that can be named. */
  readonly clientNpi:
    | {
        readonly place: Place;
        readonly context: Value;
        readonly dispatch: Value;
        readonly table: DispatchTable | undefined;
      }
    | undefined;
}

/** Members of the client dispatch table as they are when WskRegister is called. */
export interface DispatchTable {
  readonly place: Place;
  readonly version: Value;
  readonly reserved: Value;
  readonly event: Value;
  /** The allocation that the table lies in, when it was seen. */
  readonly allocation: Allocation | undefined;
}

/** A pool allocation by a call that names its pool. */
export interface Allocation {
  readonly site: Site;
  readonly paged: boolean;
}

/** The allocation that a place lies in, by the identities of pointers that were seen to come from one. */
export function allocationOf(
  allocations: ReadonlyMap<string, Allocation>,
  place: Place,
): Allocation | undefined {
  return allocations.get(/^O:([^/]*)/.exec(place)?.[1] ?? '');
}

/** A call that opens, closes or uses a resource of which it cannot be told which it is: an element of an array. */
export interface UnclearObservation extends Common {
  readonly kind: 'unclear';
  readonly call: ProtocolCall;
}

/** A call of the Network Module Registrar, with what held just before it. */
export interface HandleObservation extends Common {
  readonly kind: 'handle';
  readonly call: HandleCall;
  /** Where the handle was read from, or is stored; undefined when it cannot be named. */
  readonly place: Place | undefined;
  readonly before: ResourceState | undefined;
  readonly args: readonly Value[];
  /** Memory that the system keeps pointers to from an opening call on. */
  readonly borrowed: readonly { readonly what: string; readonly place: Place }[];
  /** The allocation that an opening call is given as its context, when it was seen. */
  readonly allocation: { readonly place: Place; readonly at: Allocation | undefined } | undefined;
}

/** A call through WSK_PROVIDER_DISPATCH. */
export interface ProviderCallObservation extends Common {
  readonly kind: 'provider-call';
  readonly name: string;
  /** Place of the provider NPI that the dispatch table was read from, when it can be named. */
  readonly npi: Place | undefined;
  /** Nothing was ever stored in the NPI on this path. */
  readonly isUnwritten: boolean;
  /** Every provider NPI that this path did something to. */
  readonly captures: readonly ResourceState[];
}

/** A call through the dispatch table of a socket. */
export interface SocketCallObservation extends Common {
  readonly kind: 'socket-call';
  readonly name: string;
  /** Every registration that this path did something to. */
  readonly registrations: readonly ResourceState[];
}

/** A function is left. Seen once for each activation on the stack, innermost first. */
export interface ExitObservation extends Common {
  readonly kind: 'exit';
  /** Nobody that is seen called this activation. */
  readonly isRoot: boolean;
  /** A constructor is left by an exception: the object never lived, and its destructor does not run. */
  readonly isThrown: boolean;
  /** The caller does not look at what is returned. */
  readonly isIgnored: boolean;
  readonly result: ExitResult;
  /** The constant that is returned. */
  readonly returned: number | string | undefined;
  /** The memory was freed on the path, or some place outside the function points to it. */
  isFreedOrKept(place: Place): boolean;
  readonly resources: readonly ResourceState[];
  /** Nothing on the path stored a value in the place. */
  untouched(place: Place): boolean;
  /** Provider NPIs whose members were copied to a place that outlives the function, or are returned. */
  readonly handedOver: ReadonlySet<Place>;
}

/**
 * `failure`, `success`: the value returned says so. `may-fail`: it is the result of a kernel call that was not tested.
 * `unknown`: it cannot be told. `none`: the function returns nothing.
 */
export type ExitResult = 'failure' | 'success' | 'may-fail' | 'unknown' | 'none';

/** Memory that holds a registration block is written by the driver. */
export interface OverwriteObservation extends Common {
  readonly kind: 'overwrite';
  readonly how: 'assign' | 'fill' | 'copy';
  readonly registration: ResourceState;
}

/** An object that holds a registration block is copied to memory that outlives the function. */
export interface CopiedObservation extends Common {
  readonly kind: 'copied';
  readonly registration: ResourceState;
}

/** Memory that holds a registration block, or the dispatch table that a registration uses, is freed. */
export interface FreeObservation extends Common {
  readonly kind: 'free';
  readonly what: 'block' | 'dispatch-table';
  readonly registration: ResourceState;
}

export type Observation =
  | ProtocolObservation
  | HandleObservation
  | UnclearObservation
  | ProviderCallObservation
  | SocketCallObservation
  | ExitObservation
  | OverwriteObservation
  | CopiedObservation
  | FreeObservation;
