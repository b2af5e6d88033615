/**
 * Protocols of the Network Module Registrar as data. What they open is named by a handle, a value that is copied and stored,
 * not by a block of memory.
 */

export type HandleProtocolId = 'nmr-client' | 'nmr-binding';

export interface HandleCall {
  readonly protocol: HandleProtocolId;
  /** `close`: starts to close when it returns STATUS_PENDING, else has closed. `settle`: waits until that is done. */
  readonly effect: 'open' | 'close' | 'settle' | 'complete';
  /** Index of the argument that is the handle. */
  readonly handle: number;
  /** The argument points to where an opening call stores the handle. */
  readonly isOut: boolean;
  /** Index of the argument that points to the context which the system keeps. */
  readonly context?: number;
  /** Index of the argument that points to what has to outlive the resource. */
  readonly borrows?: number;
  readonly arity: number;
}

/** Facts: the pages of these functions. */
export const handleCalls: ReadonlyMap<string, HandleCall> = new Map<string, HandleCall>([
  [
    'NmrRegisterClient',
    { protocol: 'nmr-client', effect: 'open', handle: 2, isOut: true, context: 1, borrows: 0, arity: 3 },
  ],
  ['NmrDeregisterClient', { protocol: 'nmr-client', effect: 'close', handle: 0, isOut: false, arity: 1 }],
  [
    'NmrWaitForClientDeregisterComplete',
    { protocol: 'nmr-client', effect: 'settle', handle: 0, isOut: false, arity: 1 },
  ],
  [
    'NmrClientAttachProvider',
    { protocol: 'nmr-binding', effect: 'open', handle: 0, isOut: false, context: 1, borrows: 2, arity: 5 },
  ],
  [
    'NmrClientDetachProviderComplete',
    { protocol: 'nmr-binding', effect: 'complete', handle: 0, isOut: false, arity: 1 },
  ],
]);
