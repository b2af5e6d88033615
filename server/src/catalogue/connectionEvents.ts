/** Event callbacks of connection-oriented and stream sockets, and the flags that callbacks are given. */
import { callback, constant, inOut, input, inputOptional, irql, result } from './define.ts';
import type { CatalogueSymbol } from './types.ts';

export const connectionEvents: readonly CatalogueSymbol[] = [
  callback('WskReceiveEvent', {
    pointerType: 'PFN_WSK_RECEIVE_EVENT',
    summary: 'Your callback for stream data that arrived.',
    returnType: 'NTSTATUS',
    params: [
      inputOptional('PVOID', 'SocketContext', 'Context given when the socket was created or accepted.'),
      input('ULONG', 'Flags', 'WSK_FLAG_RELEASE_ASAP, WSK_FLAG_ENTIRE_MESSAGE, WSK_FLAG_AT_DISPATCH_LEVEL.'),
      inputOptional(
        'PWSK_DATA_INDICATION',
        'DataIndication',
        'List of received data. NULL: the socket no longer works.',
      ),
      input('SIZE_T', 'BytesIndicated', 'Bytes in the list.'),
      inOut('SIZE_T *', 'BytesAccepted', 'Set only when taking part of the data.'),
    ],
    returns: [
      result('STATUS_SUCCESS', 'All bytes, or BytesAccepted of them, are taken.'),
      result('STATUS_PENDING', 'The list is retained until WskRelease. Indications go on.'),
      result('STATUS_DATA_NOT_ACCEPTED', 'Refused. No indication until WskReceive is called.'),
    ],
    irql: irql('DISPATCH_LEVEL'),
    categories: ['connection', 'stream'],
    remarks: [
      'DataIndication NULL means that the socket no longer works: close it soon.',
      'Set BytesAccepted only when taking part of the data. After that, or after refusing, WskReceive resumes the indications (length 0 is enough).',
      'A retained list is given back with WskRelease, by its original head.',
      'With WSK_FLAG_RELEASE_ASAP do not retain the list, or release it quickly.',
      'Calls for one socket come one after the other.',
    ],
    related: ['WskReceive', 'WskRelease', 'WSK_EVENT_RECEIVE'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event',
  }),
  callback('WskDisconnectEvent', {
    pointerType: 'PFN_WSK_DISCONNECT_EVENT',
    summary: 'Your callback for a peer that disconnected.',
    returnType: 'NTSTATUS',
    params: [
      inputOptional('PVOID', 'SocketContext', 'Context given when the socket was created or accepted.'),
      input('ULONG', 'Flags', 'WSK_FLAG_ABORTIVE, WSK_FLAG_AT_DISPATCH_LEVEL.'),
    ],
    returns: [result('STATUS_SUCCESS', 'The only value that is allowed.')],
    irql: irql('DISPATCH_LEVEL'),
    categories: ['connection', 'stream'],
    remarks: [
      'After a graceful disconnect you can still send; after an abortive one nothing works any more.',
    ],
    related: ['WskDisconnect', 'WSK_EVENT_DISCONNECT'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_disconnect_event',
  }),
  callback('WskSendBacklogEvent', {
    pointerType: 'PFN_WSK_SEND_BACKLOG_EVENT',
    summary: 'Your callback for a change of the ideal amount of data to keep in flight.',
    returnType: 'NTSTATUS',
    params: [
      inputOptional('PVOID', 'SocketContext', 'Context given when the socket was created or accepted.'),
      input('SIZE_T', 'IdealBacklogSize', 'New ideal send backlog in bytes.'),
    ],
    returns: [result('STATUS_SUCCESS', 'The only value that is allowed.')],
    irql: irql('DISPATCH_LEVEL'),
    categories: ['connection', 'stream'],
    related: ['SIO_WSK_QUERY_IDEAL_SEND_BACKLOG', 'WSK_EVENT_SEND_BACKLOG'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_send_backlog_event',
  }),
  constant('WSK_FLAG_RELEASE_ASAP', {
    summary: 'WskReceiveEvent: do not keep the buffers, or release them quickly.',
    value: '0x00000002',
    usedWith: ['WskReceiveEvent.Flags'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event',
  }),
  constant('WSK_FLAG_ENTIRE_MESSAGE', {
    summary: 'WskReceiveEvent: a whole message, or the last part of one (TCP: PSH was seen).',
    value: '0x00000004',
    usedWith: ['WskReceiveEvent.Flags'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event',
  }),
  constant('WSK_FLAG_AT_DISPATCH_LEVEL', {
    summary:
      'Event callbacks: the call certainly runs at DISPATCH_LEVEL. Without it, at any IRQL up to that.',
    value: '0x00000008',
    usedWith: [
      'WskAcceptEvent.Flags',
      'WskReceiveEvent.Flags',
      'WskReceiveFromEvent.Flags',
      'WskDisconnectEvent.Flags',
    ],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event',
  }),
];
