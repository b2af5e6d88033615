import { createReadStream, existsSync, statSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';

export interface WebExtensionDoor {
  /** Where the workbench is to be opened instead of at the server itself. */
  readonly authority: string;
  /** Makes the page load the extension and, in its web worker extension host, the suite. */
  announce(page: Page, tests: string): Promise<void>;
  close(): Promise<void>;
}

const mount = '/__extension/';
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * VS Code refuses `new Worker` to an extension that lies on a remote file system. So this server offers the
 * extension's files over http, of the same origin as the workbench, and passes everything else, WebSockets
 * too, on to the VS Code server.
 */
export async function serveWebExtension(behind: string, extension: string): Promise<WebExtensionDoor> {
  const [host, port] = behind.split(':') as [string, string];
  const door = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://door');
    if (url.pathname.startsWith(mount)) {
      const file = path.join(extension, decodeURIComponent(url.pathname.slice(mount.length)));
      if (!file.startsWith(extension + path.sep) || !existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404).end();
        return;
      }
      const type = types[path.extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
      createReadStream(file).pipe(response);
      return;
    }
    const { method, headers } = request;
    const upstream = http.request({ host, port, method, headers, path: request.url }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  door.on('upgrade', (request, client: net.Socket, head: Buffer) => {
    const upstream = net.connect(Number(port), host, () => {
      const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
      const headers = names.map((name, index) => `${name}: ${request.rawHeaders[index * 2 + 1] ?? ''}\r\n`);
      upstream.write(`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1\r\n${headers.join('')}\r\n`);
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [upstream, client]) {
      socket.on('error', () => {
        upstream.destroy();
        client.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const authority = `127.0.0.1:${(door.address() as AddressInfo).port}`;

  return {
    authority,
    announce: async (page, tests) => {
      const uri = (file: string) => ({ scheme: 'http', authority, path: path.posix.join(mount, file) });
      const developmentOptions = {
        extensions: [uri('')],
        extensionTestsPath: uri(path.relative(extension, path.resolve(tests))),
      };
      // In the page, not by answering its request: Chromium would then take it for a public page and refuse it
      // the connection to this machine. A string, because this project's types know no browser globals.
      await page.addInitScript(`{
        const observer = new MutationObserver(() => {
          const element = document.getElementById('vscode-workbench-web-configuration');
          if (element === null) return;
          observer.disconnect();
          const configuration = JSON.parse(element.getAttribute('data-settings'));
          configuration.developmentOptions = ${JSON.stringify(developmentOptions)};
          element.setAttribute('data-settings', JSON.stringify(configuration));
        });
        if (window === window.top) observer.observe(document, { childList: true, subtree: true });
      }`);
    },
    close: () =>
      new Promise((resolve) => {
        door.closeAllConnections();
        door.close(() => {
          resolve();
        });
      }),
  };
}
