import { describe, expect, it } from 'vitest';
import { statusView, type FileStatus } from '../../client/src/statusView.ts';

const file: FileStatus = { uri: 'file:///a.c', state: 'ok', detail: '', findings: 2, milliseconds: 7.6 };

describe('statusView', () => {
  it('counts findings and tells duration and time', () => {
    const view = statusView('running', file, '10:42:07');
    expect(view).toEqual({
      text: 'WSK: 2 findings',
      detail: 'analysed in 8 ms at 10:42:07',
      severity: 'information',
      busy: false,
      action: undefined,
    });
  });

  it.each([
    [0, 'WSK: no findings'],
    [1, 'WSK: 1 finding'],
  ])('says %i findings in words', (findings, text) => {
    expect(statusView('running', { ...file, findings }, '').text).toBe(text);
  });

  it('passes on why a file was not analysed; a warning only where nobody asked for it', () => {
    const detail = 'larger than wsk.maxFileSize (2 MB)';
    expect(statusView('running', { ...file, state: 'off', detail }, '')).toMatchObject({
      detail,
      severity: 'information',
    });
    expect(statusView('running', { ...file, state: 'skipped', detail }, '')).toMatchObject({
      detail,
      severity: 'warning',
    });
    expect(statusView('running', { ...file, state: 'error', detail }, '')).toMatchObject({
      detail,
      severity: 'error',
    });
  });

  it('puts the state of the server before that of the file', () => {
    expect(statusView('starting', file, '').busy).toBe(true);
    expect(statusView('stopped', file, '')).toMatchObject({ severity: 'error', action: 'restart' });
    expect(statusView('running', undefined, '').text).toBe('WSK: waiting');
  });
});
