/// <reference lib="webworker" />
import { Uri, type ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { clientId, clientName, startExtension } from './languageClient.ts';

/** Entry in a browser: the server is a web worker. */
export function activate(context: ExtensionContext): Promise<void> {
  const url = Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  let worker: Worker | undefined;
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  // Transports, not the worker itself: a restart needs a new worker, and the library does not recognise
  // the editor's wrapped `Worker` as one.
  const connect = () => {
    worker?.terminate();
    worker = new Worker(url);
    return Promise.resolve({
      reader: new BrowserMessageReader(worker),
      writer: new BrowserMessageWriter(worker),
    });
  };
  return startExtension(context, (options) => new LanguageClient(clientId, clientName, connect, options));
}
