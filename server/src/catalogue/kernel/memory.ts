/** Memory and MDLs for the data of WSK requests. */
import { inOut, inOutOptional, input, inputOptional, irql, kernelRoutine, result } from '../define.ts';
import type { RoutineSymbol } from '../types.ts';

const mdl = inOut('PMDL', 'MemoryDescriptorList', 'The MDL.');
const noStatus = result('VOID', 'No status.');

export const memory: readonly RoutineSymbol[] = [
  kernelRoutine('IoAllocateMdl', {
    summary: 'Allocates an MDL for a buffer. It does not lock the pages yet.',
    returnType: 'PMDL',
    params: [
      inputOptional('PVOID', 'VirtualAddress', 'Start of the buffer.'),
      input('ULONG', 'Length', 'Bytes.'),
      input('BOOLEAN', 'SecondaryBuffer', 'TRUE: append it to the MDLs of Irp.'),
      input('BOOLEAN', 'ChargeQuota', 'FALSE for a driver of its own.'),
      inOutOptional('PIRP', 'Irp', 'IRP to attach the MDL to, or NULL.'),
    ],
    returns: [result('NULL', 'Out of memory.'), result('other', 'The MDL.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'Irp is NULL here: WSK takes the data from WSK_BUF.Mdl, not from the IRP.',
      'Before WSK sees it: MmBuildMdlForNonPagedPool for nonpaged pool, else MmProbeAndLockPages.',
      'Check for NULL. WSK_BUF.Length 0 needs no MDL.',
    ],
    related: ['MmBuildMdlForNonPagedPool', 'MmProbeAndLockPages', 'IoFreeMdl'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-ioallocatemdl',
  }),
  kernelRoutine('MmProbeAndLockPages', {
    summary: 'Checks access to the pages of a buffer and locks them. Raises an exception on failure.',
    returnType: 'VOID',
    params: [
      mdl,
      input('KPROCESSOR_MODE', 'AccessMode', 'KernelMode, or UserMode for a buffer of a process.'),
      input('LOCK_OPERATION', 'Operation', 'IoReadAccess, IoWriteAccess or IoModifyAccess.'),
    ],
    returns: [result('VOID', 'No status: a failure is an exception.')],
    irql: irql('DISPATCH_LEVEL', 'Up to APC_LEVEL for pageable memory.'),
    remarks: [
      'Inside __try/__except: it raises an exception when the pages cannot be locked.',
      'IoReadAccess for data to send, IoWriteAccess for room to receive into.',
      'The pages stay locked until the WSK request has completed, then MmUnlockPages and IoFreeMdl.',
    ],
    related: ['MmUnlockPages', 'IoAllocateMdl'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-mmprobeandlockpages',
  }),
  kernelRoutine('MmBuildMdlForNonPagedPool', {
    summary: 'Fills in an MDL for a buffer in nonpaged memory.',
    returnType: 'VOID',
    params: [mdl],
    returns: [noStatus],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'For nonpaged pool and other memory that is always resident. Not for paged pool or the stack: use MmProbeAndLockPages.',
      'Such an MDL is never given to MmUnlockPages. IoFreeMdl is enough.',
    ],
    related: ['IoAllocateMdl', 'IoFreeMdl'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-mmbuildmdlfornonpagedpool',
  }),
  kernelRoutine('MmUnlockPages', {
    summary: 'Unlocks what MmProbeAndLockPages locked.',
    returnType: 'VOID',
    params: [mdl],
    returns: [noStatus],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'When the WSK request has completed, whatever its status, and before IoFreeMdl.',
      'Only after MmProbeAndLockPages, not after MmBuildMdlForNonPagedPool.',
    ],
    related: ['MmProbeAndLockPages', 'IoFreeMdl'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-mmunlockpages',
  }),
  kernelRoutine('IoFreeMdl', {
    summary: 'Frees an MDL from IoAllocateMdl.',
    returnType: 'VOID',
    params: [inOut('PMDL', 'Mdl', 'The MDL.')],
    returns: [noStatus],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'When the WSK request that uses it has completed, not when the call returns STATUS_PENDING.',
      'After MmUnlockPages, where its pages were locked.',
      'Never for MDLs of an indication: those belong to WSK.',
    ],
    related: ['IoAllocateMdl', 'MmUnlockPages'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-iofreemdl',
  }),
  kernelRoutine('MmGetSystemAddressForMdlSafe', {
    summary: 'Gives a system address for the buffer of an MDL.',
    library: undefined,
    targetPlatform: undefined,
    returnType: 'PVOID',
    params: [
      inOut('PMDL', 'Mdl', 'The MDL.'),
      input('ULONG', 'Priority', 'NormalPagePriority, together with MdlMappingNoExecute.'),
    ],
    returns: [result('NULL', 'It could not be mapped.'), result('other', 'The address.')],
    irql: irql('DISPATCH_LEVEL'),
    remarks: [
      'To read received data: WSK_BUF.Offset applies to the first MDL only, and the data may go on in Mdl->Next.',
      'Check for NULL.',
      'For data of an indication the address is good until the list is given back.',
    ],
    related: ['IoAllocateMdl'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-mmgetsystemaddressformdlsafe',
  }),
  kernelRoutine('ExAllocatePool2', {
    summary: 'Allocates pool memory, zeroed unless asked otherwise.',
    minClient: 'Windows 10, version 2004',
    returnType: 'PVOID',
    params: [
      input('POOL_FLAGS', 'Flags', 'POOL_FLAG_NON_PAGED or POOL_FLAG_PAGED, and others.'),
      input('SIZE_T', 'NumberOfBytes', 'Bytes.'),
      input('ULONG', 'Tag', 'Four characters that are not 0.'),
    ],
    returns: [result('NULL', 'Out of memory, or an argument is wrong.'), result('other', 'The memory.')],
    irql: irql('DISPATCH_LEVEL', 'Up to APC_LEVEL for paged pool.'),
    remarks: [
      'POOL_FLAG_NON_PAGED for a WSK_REGISTRATION, socket contexts, dispatch tables, events and data of requests.',
      'WSK callbacks and completion routines run at up to DISPATCH_LEVEL: no paged pool there.',
    ],
    related: ['ExFreePoolWithTag'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepool2',
  }),
  kernelRoutine('ExFreePoolWithTag', {
    summary: 'Frees pool memory.',
    returnType: 'VOID',
    params: [
      input('PVOID', 'P', 'The memory.'),
      input('ULONG', 'Tag', 'The tag that it was allocated with.'),
    ],
    returns: [noStatus],
    irql: irql('DISPATCH_LEVEL', 'Up to APC_LEVEL for paged pool.'),
    remarks: [
      'A socket context: after the IRP of WskCloseSocket has completed. Callbacks may run until then.',
      'A WSK_REGISTRATION or WSK_CLIENT_DISPATCH: after WskDeregister has returned.',
      'Data of a request: after its IRP has completed.',
    ],
    related: ['ExAllocatePool2'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nf-wdm-exfreepoolwithtag',
  }),
];
