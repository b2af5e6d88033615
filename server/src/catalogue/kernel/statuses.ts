/**
 * NTSTATUS codes that WSK functions return and every driver knows. What one of them means for one function is said with that
 * function (`returns`); here is what holds for all.
 */
import { status } from '../define.ts';
import type { StatusSymbol } from '../types.ts';

const docsSlug = 'windows-hardware/drivers/kernel/using-ntstatus-values';

export const generalStatuses: readonly StatusSymbol[] = [
  status('STATUS_SUCCESS', {
    summary: 'Done. Where an IRP was passed, it completes with success too.',
    value: '0x00000000',
    docsSlug,
  }),
  status('STATUS_TIMEOUT', {
    summary:
      'From a wait: the request is still pending. NT_SUCCESS is true. No WSK function is documented to return it.',
    value: '0x00000102',
    docsSlug,
  }),
  status('STATUS_BUFFER_OVERFLOW', {
    summary: 'The output buffer is too small, and the size that is needed is given back.',
    value: '0x80000005',
    docsSlug,
  }),
  status('STATUS_INVALID_PARAMETER', {
    summary: 'An argument is wrong: a flag, a reserved parameter, or a pointer that is missing.',
    value: '0xC000000D',
    docsSlug,
  }),
  status('STATUS_INVALID_DEVICE_REQUEST', {
    summary: 'The request does not apply to this socket.',
    value: '0xC0000010',
    docsSlug,
  }),
  status('STATUS_ACCESS_DENIED', {
    summary: 'The security descriptor of the address or socket does not allow it.',
    value: '0xC0000022',
    docsSlug,
  }),
  status('STATUS_BUFFER_TOO_SMALL', {
    summary: 'The output buffer is too small. Try again with a larger one.',
    value: '0xC0000023',
    docsSlug,
  }),
  status('STATUS_INSUFFICIENT_RESOURCES', {
    summary: 'Out of memory.',
    value: '0xC000009A',
    docsSlug,
  }),
  status('STATUS_IO_TIMEOUT', {
    summary: 'The peer did not answer in the time that the transport allows.',
    value: '0xC00000B5',
    docsSlug,
  }),
  status('STATUS_NOT_SUPPORTED', {
    summary: 'The transport does not support a flag, an option or the kind of socket.',
    value: '0xC00000BB',
    docsSlug,
  }),
  status('STATUS_CANCELLED', {
    summary: 'The IRP was cancelled: by IoCancelIrp, or since the socket is being closed.',
    value: '0xC0000120',
    docsSlug,
  }),
  status('STATUS_INVALID_DEVICE_STATE', {
    summary: 'The socket is not in the state that the call needs.',
    value: '0xC0000184',
    docsSlug,
  }),
  status('STATUS_ADDRESS_ALREADY_EXISTS', {
    summary: 'Another socket uses the local address.',
    value: '0xC000020A',
    docsSlug,
  }),
  status('STATUS_CONNECTION_DISCONNECTED', {
    summary: 'The connection has ended. Close the socket.',
    value: '0xC000020C',
    docsSlug,
  }),
  status('STATUS_CONNECTION_RESET', {
    summary: 'The peer broke the connection off. Close the socket.',
    value: '0xC000020D',
    docsSlug,
  }),
  status('STATUS_CONNECTION_REFUSED', {
    summary: 'Nobody listens at the remote address, or the peer refused.',
    value: '0xC0000236',
    docsSlug,
  }),
  status('STATUS_NETWORK_UNREACHABLE', {
    summary: 'There is no route to the network of the remote address.',
    value: '0xC000023C',
    docsSlug,
  }),
  status('STATUS_HOST_UNREACHABLE', {
    summary: 'There is no route to the remote address.',
    value: '0xC000023D',
    docsSlug,
  }),
  status('STATUS_CONNECTION_ABORTED', {
    summary: 'The connection was broken off on this side. Close the socket.',
    value: '0xC0000241',
    docsSlug,
  }),
  status('STATUS_NO_MATCH', {
    summary: 'The name or address cannot be resolved.',
    value: '0xC0000272',
    docsSlug,
  }),
];
