import type { RuleContext } from '../rule.ts';

/** What gives a driver an unload routine, or is one's framework, which does. */
const unloadNames: readonly string[] = [
  'DriverUnload',
  'EvtDriverUnload',
  'WdfDriverCreate',
  'UnloadHandler',
  'NdisMRegisterMiniportDriver',
  'NdisFRegisterFilterDriver',
  'FilterUnloadCallback',
  'FltRegisterFilter',
  'AddDevice',
  'HwFindAdapter',
  'HwStorFindAdapter',
  'StorPortInitialize',
  'PcInitializeAdapterDriver',
  'KsInitializeDriver',
];

/**
 * The driver can be unloaded while the system runs: something gives it an unload routine. Where DriverEntry is not seen, it
 * may be.
 */
export function canBeUnloaded(context: RuleContext): boolean {
  const isNamed = unloadNames.some((name) => context.files.some((file) => file.usersOf(name).length > 0));
  if (isNamed) return true;
  return !context.files.some((file) => file.functionsNamed('DriverEntry').length > 0);
}
