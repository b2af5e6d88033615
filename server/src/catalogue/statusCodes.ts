/** NTSTATUS codes with a meaning of their own in WSK. */
import { status } from './define.ts';
import type { StatusSymbol } from './types.ts';

export const statusCodes: readonly StatusSymbol[] = [
  status('STATUS_PENDING', {
    summary:
      'From a WSK function: still in progress, the IRP completes later. From a receive callback: the data is retained. NT_SUCCESS is true.',
    value: '0x00000103',
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
  status('STATUS_DEVICE_NOT_READY', {
    summary:
      'WSK was not ready within the time allowed, or the registration is being or has been deregistered.',
    value: '0xC00000A3',
    related: ['WskCaptureProviderNPI', 'WskQueryProviderCharacteristics'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
  status('STATUS_NOINTERFACE', {
    summary: 'WSK does not support the version that WSK_CLIENT_DISPATCH asks for.',
    value: '0xC00002B9',
    related: ['WskCaptureProviderNPI', 'WskQueryProviderCharacteristics', 'WSK_CLIENT_DISPATCH'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
  status('STATUS_NOT_IMPLEMENTED', {
    summary: 'What WskClientEvent returns for an event that it does not know, at present every one.',
    value: '0xC0000002',
    related: ['WskClientEvent'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_client_event',
  }),
  status('STATUS_FILE_FORCED_CLOSED', {
    summary: 'The socket no longer works. Close it soon.',
    value: '0xC00000B6',
    related: ['WskCloseSocket'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
  status('STATUS_DATA_NOT_ACCEPTED', {
    summary: 'A receive callback refuses the data.',
    value: '0xC000021B',
    related: ['WskReceiveEvent', 'WskReceiveFromEvent'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
  status('STATUS_REQUEST_NOT_ACCEPTED', {
    summary: 'An accept callback refuses the connection.',
    value: '0xC00000D0',
    related: ['WskAcceptEvent'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
  status('STATUS_EVENT_PENDING', {
    summary: 'Disabling an event callback still waits for running calls. Informational: NT_SUCCESS is true.',
    value: '0x40000013',
    related: ['WskControlSocket', 'SO_WSK_EVENT_CALLBACK'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
  status('STATUS_MORE_PROCESSING_REQUIRED', {
    summary:
      'What a completion routine returns to keep an IRP that the driver allocated itself. NT_SUCCESS is false.',
    value: '0xC0000016',
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
];
