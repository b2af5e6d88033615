import { describe, expect, it } from 'vitest';
import { CrashLimit } from '../../client/src/crashLimit.ts';

const minute = 60_000;

function stopsAt(limit: CrashLimit, ...times: number[]): boolean[] {
  return times.map((time) => limit.mayRestart(time));
}

describe('CrashLimit', () => {
  it('allows four restarts within three minutes', () => {
    expect(stopsAt(new CrashLimit(), 0, 1, 2, 3, 4)).toEqual([true, true, true, true, false]);
  });

  it('forgets stops that are older than that', () => {
    const limit = new CrashLimit();
    stopsAt(limit, 0, 1, 2, 3);
    expect(limit.mayRestart(3 * minute + 1)).toBe(true);
  });

  it('starts anew after a restart by hand', () => {
    const limit = new CrashLimit();
    stopsAt(limit, 0, 1, 2, 3, 4);
    limit.reset();
    expect(limit.mayRestart(5)).toBe(true);
  });
});
