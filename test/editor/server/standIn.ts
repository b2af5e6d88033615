/**
 * A stand-in for the VS Code executable: takes the arguments with which @vscode/test-electron starts `code`, runs
 * the same suite in VS Code's server (the real workbench in a headless browser, the real extension host),
 * forwards what the suite prints and ends with the suite's exit code.
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { createProfile, startServer } from './vscodeServer.ts';
import { createWorkbench, remoteUri } from './workbench.ts';
import { serveWebExtension } from './webExtension.ts';

const timeLimit = 300_000;
/** EDITOR_DEBUG shows what else VS Code and its page print. */
const debug = process.env['EDITOR_DEBUG'] !== undefined;
const noise =
  /^(%s\(.*\) (Connecting|Connected)|Creating a socket|\[(AccountPolicyGate|reconnection|AgentHost|Service Worker|IPC)|Updating additional builtin|Ignoring fetching|Creation of workbench|Loading development extension|Started local extension host|Extension host \(|Resolv(ing|ed) connection token|Timed out waiting for authentication)|package\.nls\.json|watchdog/;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionDevelopmentKind: { type: 'string' },
    extensionTestsPath: { type: 'string' },
  },
});
const extension = realpathSync(String(values['extensionDevelopmentPath']));
const tests = String(values['extensionTestsPath']);
const inWebWorker = values['extensionDevelopmentKind'] === 'web';

const profile = createProfile();
const server = await startServer(profile);
const door = inWebWorker ? await serveWebExtension(server.authority, extension) : undefined;
const authority = door?.authority ?? server.authority;
const workbench = await createWorkbench(authority);
const { page } = workbench;

const outcome = new Promise<number>((resolve, reject) => {
  setTimeout(() => {
    reject(new Error(`the suite did not end within ${timeLimit / 1000} s`));
  }, timeLimit).unref();
  // The runner may be killed without a word to its child.
  const runner = process.ppid;
  setInterval(() => {
    if (process.ppid !== runner) reject(new Error('the test runner is gone'));
  }, 1000).unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      reject(new Error(`stopped by ${signal}`));
    });
  }
  void server.ended.then((words) => {
    reject(new Error(words));
  });
  page.on('crash', () => {
    reject(new Error('the page of the workbench crashed'));
  });
  page.on('console', (message) => {
    if (debug) console.log(`page: ${message.type()}: ${message.text()}`);
    if (message.text().startsWith('No extension host found that can launch the test runner')) {
      reject(new Error(message.text()));
    }
  });
  // The hooks of VS Code's own tests in a browser: its log service calls the first, the end of the suite the second.
  void page.exposeFunction('codeAutomationLog', (_type: string, args: unknown) => {
    const line = format(...(Array.isArray(args) ? (args as unknown[]) : [args]));
    if (debug || !noise.test(line)) console.log(line);
  });
  void page.exposeFunction('codeAutomationExit', resolve);
});

try {
  await door?.announce(page, tests);
  await workbench.open({
    folder: positionals[0],
    payload: inWebWorker
      ? []
      : [
          ['extensionDevelopmentPath', remoteUri(authority, extension)],
          ['extensionTestsPath', remoteUri(authority, path.resolve(tests))],
        ],
  });
  process.exitCode = await outcome;
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  await workbench.close();
  await door?.close();
  await server.stop();
  profile.dispose();
}
