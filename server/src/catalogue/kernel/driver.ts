/** Where the life of a driver begins and ends. */
import { input, irql, kernelCallback, result } from '../define.ts';
import type { RoutineSymbol } from '../types.ts';

const driverObject = input('PDRIVER_OBJECT', 'DriverObject', 'Your driver object.');

export const driver: readonly RoutineSymbol[] = [
  kernelCallback('DRIVER_INITIALIZE', 'PDRIVER_INITIALIZE', {
    aliases: ['DriverEntry', 'PDRIVER_INITIALIZE'],
    summary: 'Your first routine: DriverEntry.',
    returnType: 'NTSTATUS',
    params: [
      driverObject,
      input('PUNICODE_STRING', 'RegistryPath', 'Key of the driver, valid during the call.'),
    ],
    returns: [
      result('STATUS_SUCCESS', 'The driver stays loaded, and Unload ends it.'),
      result('other', 'The driver is unloaded at once. Unload does not run.'),
    ],
    irql: irql('PASSIVE_LEVEL'),
    remarks: [
      'A good place for WskRegister. When a later step fails, call WskDeregister before returning the error: Unload will not run.',
      'Capture with WSK_NO_WAIT or a short time-out. Early in the boot WSK is not ready, and waiting holds up the boot.',
      'Set DriverUnload, or the driver and its registration stay until shutdown.',
    ],
    related: ['DRIVER_UNLOAD'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nc-wdm-driver_initialize',
  }),
  kernelCallback('DRIVER_UNLOAD', 'PDRIVER_UNLOAD', {
    summary: 'Your last routine, before the driver is gone.',
    returnType: 'VOID',
    params: [driverObject],
    returns: [result('VOID', 'No status.')],
    irql: irql('PASSIVE_LEVEL'),
    remarks: [
      'In this order: tell your threads to stop, close the sockets and wait for it, WskReleaseProviderNPI for each capture, WskDeregister.',
      'WskDeregister has to return before this routine does.',
      'It does not run when DriverEntry failed.',
    ],
    related: ['DRIVER_INITIALIZE'],
    docsSlug: 'windows-hardware/drivers/ddi/wdm/nc-wdm-driver_unload',
  }),
];
