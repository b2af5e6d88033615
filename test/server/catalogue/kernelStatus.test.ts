import { describe, expect, it } from 'vitest';
import { statusClass } from '../../../server/src/catalogue/kernelStatus.ts';

describe('statusClass', () => {
  it.each(['STATUS_SUCCESS', 'STATUS_WAIT_0', 'NDIS_STATUS_SUCCESS'])('%s is zero', (name) => {
    expect(statusClass(name)).toBe('zero');
  });

  it.each([
    'STATUS_PENDING',
    'STATUS_TIMEOUT',
    'STATUS_WAIT_1',
    'STATUS_WAIT_63',
    'STATUS_ABANDONED_WAIT_0',
    'STATUS_ALERTED',
    'STATUS_USER_APC',
    'STATUS_REPARSE',
    'STATUS_MORE_ENTRIES',
    'STATUS_SOME_NOT_MAPPED',
    'STATUS_OBJECT_NAME_EXISTS',
    'STATUS_EVENT_PENDING',
  ])('%s passes NT_SUCCESS without being zero', (name) => {
    expect(statusClass(name)).toBe('positive');
  });

  it.each([
    'STATUS_BUFFER_OVERFLOW',
    'STATUS_MORE_PROCESSING_REQUIRED',
    'STATUS_DEVICE_NOT_READY',
    'STATUS_NOINTERFACE',
    'STATUS_UNSUCCESSFUL',
    'STATUS_WAIT_64',
  ])('%s fails NT_SUCCESS', (name) => {
    expect(statusClass(name)).toBe('negative');
  });

  it.each(['status', 'ERROR_SUCCESS', 'STATUS_SEVERITY_ERROR', 'NDIS_STATUS_FAILURE', 'MY_STATUS_X', ''])(
    'says nothing about %j',
    (name) => {
      expect(statusClass(name)).toBeUndefined();
    },
  );
});
