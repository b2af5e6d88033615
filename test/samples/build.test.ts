import path from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWithCMake, checkTypes, driverSources, kmdfSamples, wdmSamples } from './support/toolchain.ts';

describe('the samples build without a warning', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'wsk-build-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(wdmSamples)('%s with CMake and mingw-w64, and its peer', (sample) => {
    expect(buildWithCMake(sample, folder)).toEqual([`${sample}-peer.exe`, `${sample}.sys`]);
  });

  it.each(kmdfSamples)('the peer of %s with CMake and mingw-w64', (sample) => {
    expect(buildWithCMake(sample, folder)).toEqual([`${sample}-peer.exe`]);
  });

  it.each([...wdmSamples, ...kmdfSamples])('%s with clang, for old systems and new ones', (sample) => {
    const kmdf = kmdfSamples.includes(sample);
    checkTypes(driverSources(sample), { kmdf });
    checkTypes(driverSources(sample), { kmdf, downLevel: false });
  });

  it('a wrong type is seen by clang', () => {
    const wrong = driverSources('kmdf-echo');
    expect(() => {
      checkTypes(wrong, { kmdf: false });
    }).toThrow("'wdf.h' file not found");
  });
});
