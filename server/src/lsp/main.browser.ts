/// <reference lib="webworker" />
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createAnalyser } from '../analysis/index.ts';
import { Parser, type WasmSource } from '../syntax/index.ts';
import { serve } from './server.ts';

/** Entry in a web worker. */
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

serve(connection, {
  createParser: ({ assets }) => Parser.create(fetchedWasm(assets ?? new URL('.', self.location.href).href)),
  createAnalyser,
});

/** WebAssembly modules from a folder given by its URL: the extension's own, whatever it is served from. */
function fetchedWasm(folder: string): WasmSource {
  const fetched = (name: string) => async () => {
    const url = `${folder.replace(/\/$/, '')}/${name}.wasm`;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} could not be loaded (HTTP ${response.status})`);
    return new Uint8Array(await response.arrayBuffer());
  };
  return { core: fetched('web-tree-sitter'), c: fetched('tree-sitter-c'), cpp: fetched('tree-sitter-cpp') };
}
