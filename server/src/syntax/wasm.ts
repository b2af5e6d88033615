/**
 * Supplies the WebAssembly modules as bytes: from disk in Node, from the extension's folder in a web worker.
 * Each function is called at most once per {@link Parser}, and `cpp` only when a C++ file turns up.
 */
export interface WasmSource {
  /** `web-tree-sitter.wasm`. */
  core(): Promise<Uint8Array>;
  /** `tree-sitter-c.wasm`. */
  c(): Promise<Uint8Array>;
  /** `tree-sitter-cpp.wasm`. */
  cpp(): Promise<Uint8Array>;
}
