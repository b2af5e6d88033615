/** Capturing, releasing and querying the provider network programming interface (NPI). */
import { constant, declaration, exported, input, irql, member, output, result, structure } from './define.ts';
import type { CatalogueSymbol } from './types.ts';

export const providerNpi: readonly CatalogueSymbol[] = [
  exported('WskCaptureProviderNPI', {
    summary:
      'Obtains the client object and the provider dispatch table. Waits for WSK to become ready if asked to.',
    returnType: 'NTSTATUS',
    params: [
      input('PWSK_REGISTRATION', 'WskRegistration', 'The registered block.'),
      input('ULONG', 'WaitTimeout', 'Longest wait in milliseconds, WSK_NO_WAIT, or WSK_INFINITE_WAIT.'),
      output(
        'PWSK_PROVIDER_NPI',
        'WskProviderNpi',
        'Receives the client object and the provider dispatch table.',
      ),
    ],
    returns: [
      result('STATUS_SUCCESS', 'Captured. One WskReleaseProviderNPI is owed.'),
      result(
        'STATUS_DEVICE_NOT_READY',
        'WSK was not ready within the time allowed, or the registration is being or has been deregistered.',
      ),
      result('STATUS_NOINTERFACE', 'WSK does not support the version that WSK_CLIENT_DISPATCH asks for.'),
      result('other', 'Not captured. There is nothing to release.'),
    ],
    irql: irql('PASSIVE_LEVEL', 'Up to DISPATCH_LEVEL when WaitTimeout is WSK_NO_WAIT.'),
    remarks: [
      'Balance each successful call with exactly one WskReleaseProviderNPI on the same block. Several captures are allowed.',
      'The block has to be registered. Once it is deregistered, every call fails with STATUS_DEVICE_NOT_READY.',
      'Do not wait long or without limit in DriverEntry: it can hold up the start of the system. Wait in a worker thread.',
      'WaitTimeout counts milliseconds, not the 100-nanosecond units of KeWaitForSingleObject.',
      'On STATUS_NOINTERFACE, read the range with WskQueryProviderCharacteristics, deregister, and register with a version in it.',
      'The result has to be checked (declared _Must_inspect_result_).',
    ],
    related: [
      'WskReleaseProviderNPI',
      'WskQueryProviderCharacteristics',
      'WSK_PROVIDER_NPI',
      'WSK_INFINITE_WAIT',
      'WSK_NO_WAIT',
    ],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi',
  }),
  exported('WskReleaseProviderNPI', {
    summary: 'Gives back one captured provider NPI.',
    returnType: 'VOID',
    params: [input('PWSK_REGISTRATION', 'WskRegistration', 'The block that was used for the capture.')],
    returns: [result('VOID', 'No status.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'Call it exactly once for each successful capture, on the same block.',
      'Afterwards call no function of WSK_PROVIDER_DISPATCH. Functions of sockets that are still open stay usable.',
      'WskDeregister does not return before it has been called.',
    ],
    related: ['WskCaptureProviderNPI', 'WskDeregister', 'WSK_PROVIDER_DISPATCH'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nf-wsk-wskreleaseprovidernpi',
  }),
  exported('WskQueryProviderCharacteristics', {
    summary: 'Reads the range of WSK versions that the system supports.',
    returnType: 'NTSTATUS',
    params: [
      input('PWSK_REGISTRATION', 'WskRegistration', 'The registered block.'),
      output(
        'PWSK_PROVIDER_CHARACTERISTICS',
        'WskProviderCharacteristics',
        'Receives the highest and the lowest supported version.',
      ),
    ],
    returns: [
      result('STATUS_SUCCESS', 'The range was read.'),
      result('STATUS_DEVICE_NOT_READY', 'WSK is not ready yet.'),
      result('other', 'Failed.'),
    ],
    irql: irql('DISPATCH_LEVEL'),
    remarks: ['Call it after a capture that returned STATUS_SUCCESS or STATUS_NOINTERFACE.'],
    related: ['WSK_PROVIDER_CHARACTERISTICS', 'WskCaptureProviderNPI'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nf-wsk-wskqueryprovidercharacteristics',
  }),
  constant('WSK_NO_WAIT', {
    summary: 'Time-out of WskCaptureProviderNPI: do not wait for WSK to become ready.',
    value: '0',
    usedWith: ['WskCaptureProviderNPI.WaitTimeout'],
    remarks: ['The only time-out that is allowed above PASSIVE_LEVEL.'],
    related: ['WskCaptureProviderNPI', 'WSK_INFINITE_WAIT'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi',
  }),
  constant('WSK_INFINITE_WAIT', {
    summary: 'Time-out of WskCaptureProviderNPI: wait until WSK is ready.',
    value: '0xffffffff',
    usedWith: ['WskCaptureProviderNPI.WaitTimeout'],
    remarks: ['Needs PASSIVE_LEVEL.', 'Not for DriverEntry, where it can hold up the start of the system.'],
    related: ['WskCaptureProviderNPI', 'WSK_NO_WAIT'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi',
  }),
  structure('WSK_PROVIDER_NPI', {
    summary: 'What a capture returns: the client object and the provider dispatch table.',
    members: [
      member('PWSK_CLIENT', 'Client', 'The client object that provider functions take.'),
      member('CONST WSK_PROVIDER_DISPATCH *', 'Dispatch', 'The provider dispatch table.'),
    ],
    remarks: ['Not to be used after WskReleaseProviderNPI.'],
    related: ['WskCaptureProviderNPI', 'WskReleaseProviderNPI', 'WSK_PROVIDER_DISPATCH', 'WSK_CLIENT'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_provider_npi',
  }),
  structure('WSK_PROVIDER_CHARACTERISTICS', {
    summary: 'The range of WSK versions that the system supports.',
    members: [
      member('USHORT', 'HighestVersion', 'Highest supported version.'),
      member('USHORT', 'LowestVersion', 'Lowest supported version.'),
    ],
    remarks: [
      'Take a version apart with WSK_MAJOR_VERSION and WSK_MINOR_VERSION.',
      'Register with one exact version.',
    ],
    related: ['WskQueryProviderCharacteristics', 'WSK_MAJOR_VERSION', 'WSK_MINOR_VERSION'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_provider_characteristics',
  }),
  declaration('type', 'WSK_CLIENT', {
    summary: 'The opaque client object that a capture returns.',
    declaration: 'typedef PVOID PWSK_CLIENT;',
    aliases: ['PWSK_CLIENT'],
    remarks: ['Pass it to every function of WSK_PROVIDER_DISPATCH.'],
    related: ['WSK_PROVIDER_NPI', 'WSK_PROVIDER_DISPATCH'],
    docsSlug: 'windows-hardware/drivers/network/wsk-client',
  }),
];
