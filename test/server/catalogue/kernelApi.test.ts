import { describe, expect, it } from 'vitest';
import { isKernelApi } from '../../../server/src/catalogue/kernelApi.ts';

describe('isKernelApi', () => {
  it.each([
    'PsCreateSystemThread',
    'ZwClose',
    'ExAllocatePool2',
    'IofCallDriver',
    'ObfDereferenceObject',
    'FsRtlIsNameInExpression',
    'FwpsCalloutRegister1',
    'WdfDriverCreate',
    'WDF_DRIVER_CONFIG_INIT',
    'InterlockedIncrement64',
    '_InterlockedExchange',
    'KdPrintEx',
    'DbgPrint',
    'TraceLoggingWrite',
    'WPP_INIT_TRACING',
    'memcpy',
    'RtlStringCbPrintfW',
    '_snwprintf',
    'strlen',
    '__debugbreak',
    'InsertTailList',
    'UNREFERENCED_PARAMETER',
    'PAGED_CODE',
    'NT_ASSERT',
    'WskCaptureProviderNPI',
  ])('%s is one', (name) => {
    expect(isKernelApi(name)).toBe(true);
  });

  it.each([
    'WskInitialize',
    'WskSocketCreate',
    'KsInitialize',
    'NetCleanup',
    'Exit',
    'Keepalive',
    'IonInit',
    'Postpone',
    'Release',
    'isconnected',
    'CleanupWsk',
    'DriverUnload',
    '',
  ])('%j may be the driver’s own', (name) => {
    expect(isKernelApi(name)).toBe(false);
  });

  it.each(['RtlRunOnceExecuteOnce', 'WdfObjectDelete', 'KeSynchronizeExecution', 'NmrRegisterClient'])(
    '%s runs functions of the driver',
    (name) => {
      expect(isKernelApi(name)).toBe(false);
    },
  );
});
