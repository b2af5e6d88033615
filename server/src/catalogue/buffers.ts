/** Data in flight: buffers, lists of them, and indications. */
import { member, structure } from './define.ts';
import type { CatalogueSymbol } from './types.ts';

export const buffers: readonly CatalogueSymbol[] = [
  structure('WSK_BUF', {
    summary: 'Describes the data of a request: an MDL chain, an offset and a length.',
    members: [
      member('PMDL', 'Mdl', 'First MDL of the chain. NULL only when Length is 0.'),
      member('ULONG', 'Offset', 'Where the data starts in the first MDL.'),
      member('SIZE_T', 'Length', 'Bytes to send, room to receive, or bytes received.'),
    ],
    remarks: [
      'The MDLs describe locked or nonpaged memory.',
      'Offset lies inside the first MDL.',
      'The chain stays locked while the request is pending. The WSK_BUF variable itself may be a local one.',
    ],
    related: ['WskSend', 'WskReceive'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_buf',
  }),
  structure('WSK_BUF_LIST', {
    summary: 'The list of datagrams that WskSendMessages takes.',
    members: [
      member('struct _WSK_BUF_LIST *', 'Next', 'Next element, or NULL.'),
      member('WSK_BUF', 'Buffer', 'The datagram.'),
    ],
    related: ['WskSendMessages'],
    minClient: 'Windows 8',
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-wsk_buf_list',
  }),
  structure('WSK_DATA_INDICATION', {
    summary: 'An element of a list of received stream data.',
    members: [
      member('struct _WSK_DATA_INDICATION *', 'Next', 'Next element, or NULL.'),
      member('WSK_BUF', 'Buffer', 'The data.'),
    ],
    remarks: ['WSK owns it. Keep it only by returning STATUS_PENDING from the callback.'],
    related: ['WskReceiveEvent', 'WskRelease'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_data_indication',
  }),
  structure('WSK_DATAGRAM_INDICATION', {
    summary: 'An element of a list of received datagrams.',
    members: [
      member('struct _WSK_DATAGRAM_INDICATION *', 'Next', 'Next element, or NULL.'),
      member('WSK_BUF', 'Buffer', 'The datagram.'),
      member('PCMSGHDR', 'ControlInfo', 'Control data, or NULL.'),
      member('ULONG', 'ControlInfoLength', 'Bytes of control data.'),
      member('PSOCKADDR', 'RemoteAddress', 'Address of the sender.'),
    ],
    remarks: ['WSK owns it. Keep it only by returning STATUS_PENDING from the callback.'],
    related: ['WskReceiveFromEvent'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_datagram_indication',
  }),
  structure('CMSGHDR', {
    summary: 'Header of one object of control data (WSACMSGHDR).',
    members: [
      member('SIZE_T', 'cmsg_len', 'Bytes, with the header.'),
      member('INT', 'cmsg_level', 'Originating protocol.'),
      member('INT', 'cmsg_type', 'Type, as the protocol defines it.'),
    ],
    aliases: ['_WSACMSGHDR', 'WSACMSGHDR', 'PWSACMSGHDR', 'PCMSGHDR'],
    related: ['WskSendTo', 'WskReceiveFrom'],
    header: 'ws2def.h',
    docsSlug: 'windows/win32/api/ws2def/ns-ws2def-wsacmsghdr',
  }),
];
