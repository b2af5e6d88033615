/** What the system calls a function as: decides its IRQL, what it may wait for, and what is known when it starts. */
export type Role =
  | 'driver-entry'
  | 'driver-unload'
  | 'add-device'
  | 'device-start'
  /** A dispatch routine that serves IRP_MN_START_DEVICE: a failing start ends in a request to remove the device, not in a routine of its own. */
  | 'start-request'
  | 'device-stop'
  | 'dispatch'
  /** Called for one adapter, packet or connection after another. */
  | 'repeated'
  | 'thread'
  | 'work-item'
  | 'dpc'
  | 'completion'
  | 'wsk-event-callback'
  | 'nmr-attach'
  | 'nmr-detach'
  | 'nmr-cleanup'
  | 'other-callback';

const byFunctionType: ReadonlyMap<string, Role> = new Map([
  ['DRIVER_INITIALIZE', 'driver-entry'],
  ['DRIVER_UNLOAD', 'driver-unload'],
  ['EVT_WDF_DRIVER_UNLOAD', 'driver-unload'],
  ['MINIPORT_UNLOAD', 'driver-unload'],
  ['DRIVER_ADD_DEVICE', 'add-device'],
  ['EVT_WDF_DRIVER_DEVICE_ADD', 'add-device'],
  ['EVT_WDF_DEVICE_PREPARE_HARDWARE', 'device-start'],
  ['EVT_WDF_DEVICE_RELEASE_HARDWARE', 'device-stop'],
  ['EVT_WDF_DEVICE_D0_ENTRY', 'device-start'],
  ['EVT_WDF_DEVICE_SELF_MANAGED_IO_INIT', 'device-start'],
  ['MINIPORT_INITIALIZE', 'device-start'],
  ['DRIVER_DISPATCH', 'dispatch'],
  ['DRIVER_DISPATCH_PAGED', 'dispatch'],
  ['DRIVER_DISPATCH_RAISED', 'dispatch'],
  ['HW_PROCESS_SERVICE_REQUEST', 'dispatch'],
  ['EVT_WDF_IO_QUEUE_IO_DEFAULT', 'dispatch'],
  ['EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL', 'dispatch'],
  ['EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL', 'dispatch'],
  ['EVT_WDF_IO_QUEUE_IO_READ', 'dispatch'],
  ['EVT_WDF_IO_QUEUE_IO_WRITE', 'dispatch'],
  ['FILTER_ATTACH', 'repeated'],
  ['FWPS_CALLOUT_CLASSIFY_FN0', 'repeated'],
  ['FWPS_CALLOUT_CLASSIFY_FN1', 'repeated'],
  ['FWPS_CALLOUT_CLASSIFY_FN2', 'repeated'],
  ['FWPS_CALLOUT_CLASSIFY_FN3', 'repeated'],
  ['KSTART_ROUTINE', 'thread'],
  ['IO_WORKITEM_ROUTINE', 'work-item'],
  ['IO_WORKITEM_ROUTINE_EX', 'work-item'],
  ['WORKER_THREAD_ROUTINE', 'work-item'],
  ['EVT_WDF_WORKITEM', 'work-item'],
  ['KDEFERRED_ROUTINE', 'dpc'],
  ['IO_DPC_ROUTINE', 'dpc'],
  ['IO_TIMER_ROUTINE', 'dpc'],
  ['DRIVER_CANCEL', 'dpc'],
  ['EXT_CALLBACK', 'dpc'],
  ['EVT_WDF_DPC', 'dpc'],
  ['EVT_WDF_TIMER', 'dpc'],
  ['IO_COMPLETION_ROUTINE', 'completion'],
  ['EVT_WDF_REQUEST_COMPLETION_ROUTINE', 'completion'],
  ['NPI_CLIENT_ATTACH_PROVIDER_FN', 'nmr-attach'],
  ['NPI_CLIENT_DETACH_PROVIDER_FN', 'nmr-detach'],
  ['NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN', 'nmr-cleanup'],
]);

/** Role that a function type of the WDK's headers gives (`DRIVER_UNLOAD Unload;`, `_Function_class_`). */
export function roleOfFunctionType(name: string): Role | undefined {
  return byFunctionType.get(name) ?? (otherFunctionTypes.test(name) ? 'other-callback' : undefined);
}

const otherFunctionTypes =
  /^(?:EVT_\w+|KSERVICE_ROUTINE|EXT_CALLBACK|[A-Z_]+_(?:ROUTINE|CALLBACK|CALLBACK_FUNCTION)|DRIVER_[A-Z]+|IO_[A-Z_]+_ROUTINE)$/;

/** Which argument is a routine, as what it is called, and which argument is handed to it. */
type GivenRoutine = readonly [routine: number, role: Role, context?: number];

const byCall: ReadonlyMap<string, GivenRoutine> = new Map<string, GivenRoutine>([
  ['PsCreateSystemThread', [5, 'thread', 6]],
  ['IoCreateSystemThread', [6, 'thread', 7]],
  ['IoQueueWorkItem', [1, 'work-item', 3]],
  ['IoQueueWorkItemEx', [1, 'work-item', 3]],
  ['IoTryQueueWorkItem', [1, 'work-item', 3]],
  ['ExInitializeWorkItem', [1, 'work-item', 2]],
  ['WDF_WORKITEM_CONFIG_INIT', [1, 'work-item']],
  ['KeInitializeDpc', [1, 'dpc', 2]],
  ['KeInitializeThreadedDpc', [1, 'dpc', 2]],
  ['IoInitializeDpcRequest', [1, 'dpc']],
  ['IoInitializeTimer', [1, 'dpc', 2]],
  ['IoSetCancelRoutine', [1, 'dpc']],
  ['ExAllocateTimer', [0, 'dpc', 1]],
  ['WDF_DPC_CONFIG_INIT', [1, 'dpc']],
  ['WDF_TIMER_CONFIG_INIT', [1, 'dpc']],
  ['WDF_TIMER_CONFIG_INIT_PERIODIC', [1, 'dpc']],
  ['IoSetCompletionRoutine', [1, 'completion', 2]],
  ['IoSetCompletionRoutineEx', [2, 'completion', 3]],
  ['WdfRequestSetCompletionRoutine', [1, 'completion', 2]],
  ['WDF_DRIVER_CONFIG_INIT', [1, 'add-device']],
]);

/** Role of a function that is passed to a call as argument `index` (0-based). */
export function roleOfArgument(callee: string | undefined, index: number): Role {
  const entry = callee === undefined ? undefined : byCall.get(callee);
  if (entry?.[0] === index) return entry[1];
  // A wrapper of the driver's own: `StartThread(Worker, context)`.
  const startsThread = entry === undefined && callee !== undefined && /thread/i.test(callee);
  return startsThread ? 'thread' : 'other-callback';
}

/** Indices (0-based) of the arguments of a kernel routine of which it keeps one, a function, and calls it with the other later. */
export function keptRoutine(
  callee: string,
): { readonly routine: number; readonly context: number } | undefined {
  const [routine, , context] = byCall.get(callee) ?? [];
  return routine === undefined || context === undefined ? undefined : { routine, context };
}

const byMember: ReadonlyMap<string, Role> = new Map([
  ['DriverUnload', 'driver-unload'],
  ['EvtDriverUnload', 'driver-unload'],
  ['UnloadHandler', 'driver-unload'],
  ['FilterUnloadCallback', 'driver-unload'],
  ['AddDevice', 'add-device'],
  ['EvtDriverDeviceAdd', 'add-device'],
  ['EvtDevicePrepareHardware', 'device-start'],
  ['EvtDeviceReleaseHardware', 'device-stop'],
  ['EvtDeviceD0Entry', 'device-start'],
  ['EvtDeviceSelfManagedIoInit', 'device-start'],
  ['InitializeHandlerEx', 'device-start'],
  ['MajorFunction', 'dispatch'],
  ['DriverStartIo', 'dispatch'],
  ['HwProcessServiceRequest', 'dispatch'],
  ['EvtIoDefault', 'dispatch'],
  ['EvtIoDeviceControl', 'dispatch'],
  ['EvtIoInternalDeviceControl', 'dispatch'],
  ['EvtIoRead', 'dispatch'],
  ['EvtIoWrite', 'dispatch'],
  ['AttachHandler', 'repeated'],
  ['classifyFn', 'repeated'],
  ['ClientAttachProvider', 'nmr-attach'],
  ['ClientDetachProvider', 'nmr-detach'],
  ['ClientCleanupBindingContext', 'nmr-cleanup'],
]);

/** Role of a function whose address is stored in a structure member, or in an array that is one. */
export function roleOfMember(name: string): Role {
  return byMember.get(name) ?? (/^Wsk\w*Event$/.test(name) ? 'wsk-event-callback' : 'other-callback');
}

/** A callback of the Network Module Registrar. */
export function isNmrRole(role: Role): boolean {
  return role === 'nmr-attach' || role === 'nmr-detach' || role === 'nmr-cleanup';
}

/** Role of the function in a position of an initialiser without member names. */
export function roleOfPosition(typeName: string, position: number): Role | undefined {
  if (isClientDispatchTable(typeName)) return 'wsk-event-callback';
  if (!/^_?NPI_CLIENT_CHARACTERISTICS$/.test(typeName)) return undefined;
  return (['nmr-attach', 'nmr-detach', 'nmr-cleanup'] as const)[position - 2];
}

/** Whether an initialised structure is a table of WSK event callbacks. */
function isClientDispatchTable(typeName: string): boolean {
  return /^WSK_CLIENT_(?:\w+_)?DISPATCH$/.test(typeName);
}

/** Whether a callback in this member runs when its object is deleted, also after what made the object has failed. */
export function isCleanupMember(name: string): boolean {
  return name === 'EvtCleanupCallback' || name === 'EvtDestroyCallback' || name === 'EvtDriverContextCleanup';
}

/** The same for the type of a function. */
export function isCleanupFunctionType(name: string): boolean {
  return name === 'EVT_WDF_OBJECT_CONTEXT_CLEANUP' || name === 'EVT_WDF_OBJECT_CONTEXT_DESTROY';
}
