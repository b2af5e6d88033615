import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildKit } from './toolchain.ts';
import { makePrefix } from './wine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where netio.sys, loader.exe and a Wine prefix are. */
    kit: string;
  }
}

/** Makes once for all tests what each needs: the provider for Wine, and a prefix to copy. */
export default function setup(project: TestProject): () => void {
  const kit = mkdtempSync(path.join(tmpdir(), 'wsk-kit-'));
  buildKit(kit);
  makePrefix(path.join(kit, 'prefix'));
  project.provide('kit', kit);
  return () => {
    rmSync(kit, { recursive: true, force: true });
  };
}
