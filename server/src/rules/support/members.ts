import { windows10, windows7, windows8, type WindowsVersion } from '../../project/index.ts';

/** A function of WSK that came after Windows Vista. */
export interface NewerMember {
  /** As people say it. */
  readonly since: string;
  readonly version: WindowsVersion;
  /** The header declares it only for drivers that are built for this version, so an older build does not compile. */
  readonly isGuarded: boolean;
}

/**
 * ddi/wsk pages, Requirements (minimum supported client), and network/resolving-host-names-and-ip-addresses: which
 * NTDDI_VERSION wsk.h wants.
 */
export const newerMembers: ReadonlyMap<string, NewerMember> = new Map([
  ['WskGetAddressInfo', { since: 'Windows 7', version: windows7, isGuarded: true }],
  ['WskFreeAddressInfo', { since: 'Windows 7', version: windows7, isGuarded: true }],
  ['WskGetNameInfo', { since: 'Windows 7', version: windows7, isGuarded: true }],
  ['WskSendMessages', { since: 'Windows 8', version: windows8, isGuarded: true }],
  ['WskListen', { since: 'Windows 10, version 1703', version: windows10, isGuarded: false }],
  ['WskConnectEx', { since: 'Windows 10, version 1703', version: windows10, isGuarded: false }],
]);
