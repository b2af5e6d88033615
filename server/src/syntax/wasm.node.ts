import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { WasmSource } from './wasm.ts';

/**
 * Reads the WebAssembly modules from disk: from `folder` (that of the bundle, where the build puts
 * `web-tree-sitter.wasm`, `tree-sitter-c.wasm` and `tree-sitter-cpp.wasm`) when they lie there, otherwise from the
 * packages in `node_modules`. Reading rejects with the file system's error when neither has the file.
 */
export function nodeWasm(folder: string): WasmSource {
  const read = (packageName: string) => async (): Promise<Uint8Array> => {
    const bundled = join(folder, `${packageName}.wasm`);
    const isBundled = await access(bundled).then(
      () => true,
      () => false,
    );
    return readFile(
      isBundled ? bundled : createRequire(join(folder, 'x.js')).resolve(`${packageName}/${packageName}.wasm`),
    );
  };
  return { core: read('web-tree-sitter'), c: read('tree-sitter-c'), cpp: read('tree-sitter-cpp') };
}
