/** Registering with WSK: the two functions, what they take, and the client callback. */
import {
  callback,
  declaration,
  exported,
  input,
  inputOptional,
  irql,
  member,
  output,
  result,
  structure,
} from './define.ts';
import type { CatalogueSymbol } from './types.ts';

export const registration: readonly CatalogueSymbol[] = [
  exported('WskRegister', {
    summary:
      'Registers the driver as a WSK client and fills in its registration block. It is the first WSK call that a driver makes.',
    returnType: 'NTSTATUS',
    params: [
      input('PWSK_CLIENT_NPI', 'WskClientNpi', 'Describes the client: its context and its dispatch table.'),
      output(
        'PWSK_REGISTRATION',
        'WskRegistration',
        'Your block. WSK fills it in; it names this registration in later calls.',
      ),
    ],
    returns: [
      result('STATUS_SUCCESS', 'Registered. One WskDeregister is owed.'),
      result('other', 'Not registered. There is nothing to deregister.'),
    ],
    irql: irql('PASSIVE_LEVEL'),
    remarks: [
      'Balance each successful call with exactly one WskDeregister on the same block. After a failure there is nothing to deregister.',
      'Each registration needs a block of its own; do not register a block again before it is deregistered.',
      'Keep the block in resident memory until no registration function uses it any more. Never write into it.',
      'Keep the WSK_CLIENT_DISPATCH valid and resident until WskDeregister returns. The WSK_CLIENT_NPI itself may be a local variable.',
      "WskDeregister has to return before the driver's Unload routine does. When DriverEntry fails, Unload never runs: deregister before returning the error.",
      'The result has to be checked (declared _Must_inspect_result_).',
      'Does not have to be called in DriverEntry.',
    ],
    related: [
      'WskDeregister',
      'WskCaptureProviderNPI',
      'WSK_CLIENT_NPI',
      'WSK_CLIENT_DISPATCH',
      'WSK_REGISTRATION',
    ],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nf-wsk-wskregister',
  }),
  exported('WskDeregister', {
    summary: 'Ends a registration. Blocks until the driver no longer uses WSK.',
    returnType: 'VOID',
    params: [input('PWSK_REGISTRATION', 'WskRegistration', 'The block that WskRegister filled in.')],
    returns: [result('VOID', 'No status. When it returns, the driver no longer uses WSK.')],
    irql: irql('PASSIVE_LEVEL'),
    remarks: [
      'Call it exactly once for each successful WskRegister, on the same block, and never after a failed one.',
      'It does not return before every captured provider NPI is released, every running provider call has returned and every socket is closed. Release and close first, or it hangs.',
      'It also waits for pending IRPs of provider calls. It cancels pending WSK_TRANSPORT_LIST_CHANGE IRPs.',
      'It has to return before the Unload routine does, but may be called earlier.',
      'Never call it from a WSK event callback or an IRP completion routine: it would wait for itself.',
    ],
    related: ['WskRegister', 'WskReleaseProviderNPI', 'WSK_REGISTRATION'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister',
  }),
  structure('WSK_REGISTRATION', {
    summary:
      'The registration block: memory that the driver provides and WSK owns from WskRegister to WskDeregister.',
    members: [
      member('ULONGLONG', 'ReservedRegistrationState', 'For system use.'),
      member('PVOID', 'ReservedRegistrationContext', 'For system use.'),
      member('KSPIN_LOCK', 'ReservedRegistrationLock', 'For system use.'),
    ],
    remarks: [
      'Opaque: read and write none of its members. Zeroing it before WskRegister is fine.',
      'Needs resident memory (a global, or nonpaged pool) that outlives every call that is given it.',
      'One block for each registration.',
    ],
    related: ['WskRegister', 'WskDeregister', 'WskCaptureProviderNPI', 'WskReleaseProviderNPI'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_registration',
  }),
  structure('WSK_CLIENT_NPI', {
    summary: 'Describes the client to WskRegister: a context and a dispatch table.',
    members: [
      member('PVOID', 'ClientContext', 'Handed to WskClientEvent. May be NULL.'),
      member('CONST WSK_CLIENT_DISPATCH *', 'Dispatch', 'The client dispatch table.'),
    ],
    remarks: [
      'Set both members before WskRegister. The structure itself may be a local variable.',
      'What Dispatch points to has to last until WskDeregister returns.',
    ],
    related: ['WskRegister', 'WSK_CLIENT_DISPATCH'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_npi',
  }),
  structure('WSK_CLIENT_DISPATCH', {
    summary: 'The WSK version that the driver asks for, and its client-level callback.',
    members: [
      member('USHORT', 'Version', 'WSK version that the driver asks for, built with MAKE_WSK_VERSION.'),
      member('USHORT', 'Reserved', 'Must be 0.'),
      member('PFN_WSK_CLIENT_EVENT', 'WskClientEvent', 'Your callback, or NULL.'),
    ],
    remarks: [
      'Set Version with MAKE_WSK_VERSION, Reserved to 0, and WskClientEvent to NULL when there is no callback.',
      'Keep it valid and resident until WskDeregister returns: a static const variable, not a local one.',
    ],
    related: ['WSK_CLIENT_NPI', 'WskRegister', 'MAKE_WSK_VERSION', 'WskClientEvent'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_dispatch',
  }),
  callback('WskClientEvent', {
    pointerType: 'PFN_WSK_CLIENT_EVENT',
    summary: 'Your callback for client-level notifications. No events are defined yet.',
    returnType: 'NTSTATUS',
    params: [
      inputOptional('PVOID', 'ClientContext', 'The ClientContext of WSK_CLIENT_NPI.'),
      input('ULONG', 'EventType', 'The event. None is defined.'),
      inputOptional('PVOID', 'Information', 'Data of the event, valid during the call.'),
      input('SIZE_T', 'InformationLength', 'Bytes in Information.'),
    ],
    returns: [
      result('STATUS_SUCCESS', 'The event was handled.'),
      result('STATUS_NOT_IMPLEMENTED', 'The event is unknown. The value to return at present.'),
    ],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'Return STATUS_NOT_IMPLEMENTED for every event.',
      'Set the table entry to NULL when you do not implement it. Otherwise it is always enabled.',
      'Do not keep Information after returning.',
    ],
    related: ['WSK_CLIENT_DISPATCH', 'WskRegister'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_client_event',
  }),
  declaration('macro', 'MAKE_WSK_VERSION', {
    summary:
      'Builds a WSK version number: the major version in the high byte, the minor version in the low byte.',
    declaration: '#define MAKE_WSK_VERSION(Mj, Mn) ((USHORT)((Mj) << 8) | (USHORT)((Mn) & 0xff))',
    remarks: ['Use it for the Version member of WSK_CLIENT_DISPATCH. A plain 1 means version 0.1.'],
    related: ['WSK_CLIENT_DISPATCH', 'WSK_MAJOR_VERSION', 'WSK_MINOR_VERSION'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_dispatch',
  }),
  declaration('macro', 'WSK_MAJOR_VERSION', {
    summary: 'Major part of a WSK version number.',
    declaration: '#define WSK_MAJOR_VERSION(V) ((UCHAR)((V) >> 8))',
    related: ['MAKE_WSK_VERSION', 'WSK_MINOR_VERSION', 'WSK_PROVIDER_CHARACTERISTICS'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_dispatch',
  }),
  declaration('macro', 'WSK_MINOR_VERSION', {
    summary: 'Minor part of a WSK version number.',
    declaration: '#define WSK_MINOR_VERSION(V) ((UCHAR)(V))',
    related: ['MAKE_WSK_VERSION', 'WSK_MAJOR_VERSION', 'WSK_PROVIDER_CHARACTERISTICS'],
    docsSlug: 'windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_dispatch',
  }),
  declaration('macro', 'WSKAPI', {
    summary: 'Calling convention of the WSK functions and callbacks.',
    declaration: '#define WSKAPI NTAPI',
    docsSlug: 'windows-hardware/drivers/ddi/wsk/index',
  }),
];
