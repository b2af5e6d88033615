/** The worker bundle, run with nothing but what a web worker has. */
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vm from 'node:vm';
import { Emitter, type Message, type MessageReader, type MessageWriter } from 'vscode-languageserver/node';
import { describe, expect, it } from 'vitest';
import { pullCapabilities, TestClient } from './testClient.ts';

const dist = path.join(import.meta.dirname, '../../../dist');
const uri = 'vscode-vfs://github/example/driver.cpp';

describe('the server in a web worker', () => {
  it('loads its modules from the folder that the extension names, and only those it needs', async () => {
    const { client, fetched } = await startWorker();
    const assets = 'https://cdn.example/extension/dist/';
    await client.initialize(pullCapabilities, { initializationOptions: { assets } });
    expect(fetched).toEqual([`${assets}web-tree-sitter.wasm`, `${assets}tree-sitter-c.wasm`]);
    const faulty = 'void f(void)\n{\n    WskRegister(&Client, &Registration);\n}\n';
    await client.open(uri, faulty, 'cpp');
    expect(await client.diagnostics(uri)).toMatchObject([{ code: 'register-result-unchecked' }]);
    expect(fetched).toContain(`${assets}tree-sitter-cpp.wasm`);
    expect(client.log).toEqual([]);
  });

  it('falls back to its own folder', async () => {
    const { client, fetched } = await startWorker();
    await client.initialize(pullCapabilities);
    expect(fetched[0]).toBe('https://own.example/dist/web-tree-sitter.wasm');
  });
});

/** Runs the bundle in a context of its own that knows no Node. */
async function startWorker() {
  const fetched: string[] = [];
  const toClient = new Emitter<Message>();
  const worker = {
    onmessage: undefined as ((event: { data: unknown }) => void) | undefined,
    postMessage: (message: Message) => {
      toClient.fire(structuredClone(message));
    },
    addEventListener: () => undefined,
    location: { href: 'https://own.example/dist/server.browser.js' },
    fetch: async (url: string) => {
      fetched.push(url);
      return new Response(await readFile(path.join(dist, path.basename(url))));
    },
  };
  const globals = {
    TextDecoder,
    TextEncoder,
    URL,
    WebAssembly: Reflect.get(globalThis, 'WebAssembly') as unknown,
    performance,
    setTimeout,
    clearTimeout,
    console,
  };
  const context = {
    ...globals,
    ...worker,
    self: worker,
    WorkerGlobalScope: Object,
    importScripts: () => undefined,
  };
  vm.runInNewContext(await readFile(path.join(dist, 'server.browser.js'), 'utf8'), context);

  const none = new Emitter<never>().event;
  const reader: MessageReader = {
    listen: (callback) => toClient.event(callback),
    onError: none,
    onClose: none,
    onPartialMessage: none,
    dispose: () => undefined,
  };
  const writer: MessageWriter = {
    write: (message) => {
      worker.onmessage?.({ data: structuredClone(message) });
      return Promise.resolve();
    },
    end: () => undefined,
    onError: none,
    onClose: none,
    dispose: () => undefined,
  };
  return { client: new TestClient(reader, writer), fetched };
}
