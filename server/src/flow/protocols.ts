/**
 * Resource protocols as data: which call opens a resource, which closes it, and which argument names it. The engine is
 * generic; a new protocol is an entry here.
 */

export type ProtocolId = 'registration' | 'provider-npi';

export interface ProtocolCall {
  readonly protocol: ProtocolId;
  readonly effect: 'open' | 'close' | 'use';
  /** Index of the argument that points to the block which names the resource. */
  readonly key: number;
  /** Index of the argument that points to what the call fills on success. */
  readonly fills?: number;
  /** Index of the argument that points to a structure with a `Dispatch` member which must outlive the resource. */
  readonly borrows?: number;
  /** Number of arguments of the real function: a driver's own function of the same name has others. */
  readonly arity: number;
  readonly returnsStatus: boolean;
}

/** Facts: pages of WskRegister, WskDeregister, WskCaptureProviderNPI, WskReleaseProviderNPI, WskQueryProviderCharacteristics. */
export const protocolCalls: ReadonlyMap<string, ProtocolCall> = new Map<string, ProtocolCall>([
  [
    'WskRegister',
    { protocol: 'registration', effect: 'open', key: 1, borrows: 0, arity: 2, returnsStatus: true },
  ],
  ['WskDeregister', { protocol: 'registration', effect: 'close', key: 0, arity: 1, returnsStatus: false }],
  [
    'WskQueryProviderCharacteristics',
    { protocol: 'registration', effect: 'use', key: 0, arity: 2, returnsStatus: true },
  ],
  [
    'WskCaptureProviderNPI',
    { protocol: 'provider-npi', effect: 'open', key: 0, fills: 2, arity: 3, returnsStatus: true },
  ],
  [
    'WskReleaseProviderNPI',
    { protocol: 'provider-npi', effect: 'close', key: 0, arity: 1, returnsStatus: false },
  ],
]);

/** Members of WSK_PROVIDER_DISPATCH: callable only between capture and release. */
export const providerFunctions: ReadonlySet<string> = new Set([
  'WskSocket',
  'WskSocketConnect',
  'WskControlClient',
  'WskGetAddressInfo',
  'WskFreeAddressInfo',
  'WskGetNameInfo',
]);

/** Members of the socket dispatch tables whose order against the registration matters. */
export const socketFunctions: ReadonlySet<string> = new Set(['WskCloseSocket']);
