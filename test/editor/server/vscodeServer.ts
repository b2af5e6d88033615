import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverNode, vscodeRoot } from '../../../scripts/places.ts';

/** Settings that keep VS Code quiet and its pictures clean. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  // The workbench in a browser saves after a second by default.
  'files.autoSave': 'off',
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** Folders of one VS Code installation: settings, extensions, server state. */
export interface Profile {
  readonly folder: string;
  readonly dispose: () => void;
}

/** An empty profile in the temporary folder; `settings` become user settings. */
export function createProfile(settings: Readonly<Record<string, unknown>> = {}): Profile {
  const folder = mkdtempSync(path.join(tmpdir(), 'wsk-editor-'));
  mkdirSync(path.join(folder, 'user/User'), { recursive: true });
  writeFileSync(
    path.join(folder, 'user/User/settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }),
  );
  const dispose = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, dispose };
}

function commandLine({ folder }: Profile): string[] {
  return [
    path.join(vscodeRoot, 'out/server-main.js'),
    '--accept-server-license-terms',
    '--user-data-dir',
    path.join(folder, 'user'),
    '--extensions-dir',
    path.join(folder, 'extensions'),
    '--server-data-dir',
    path.join(folder, 'server'),
  ];
}

/** No marketplace: a machine without a network would wait for it. */
const environment = { ...process.env, EXTENSIONS_GALLERY: '{}' };

/** Installs a VSIX; throws with the server's words when it refuses. */
export function installExtension(profile: Profile, vsix: string): void {
  const args = [...commandLine(profile), '--install-extension', vsix];
  const { status, stdout, stderr } = spawnSync(serverNode, args, { env: environment, encoding: 'utf8' });
  if (status !== 0) throw new Error(`VS Code did not install ${vsix}:\n${stdout}${stderr}`);
}

export interface VscodeServer {
  /** Host and port, as in a URL. */
  readonly authority: string;
  /** Settles when the server ends, with the last words that it printed. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts the server on a free port and waits until it answers. */
export async function startServer(profile: Profile): Promise<VscodeServer> {
  const port = await freePort();
  const authority = `127.0.0.1:${port}`;
  const args = [
    ...commandLine(profile),
    ...['--host', '127.0.0.1', '--port', String(port)],
    '--without-connection-token',
    '--disable-telemetry',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    // Without it the workbench ignores `extensionTestsPath` and the suite never starts.
    '--enable-smoke-test-driver',
  ];
  const child = spawn(serverNode, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const keep = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code) => {
      resolve(`the VS Code server ended with exit code ${code ?? 'none'}\n${log}`);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(5000, undefined, { ref: false })]);
    child.kill('SIGKILL');
  };

  const deadline = Date.now() + 30_000;
  while (!(await answers(authority))) {
    await sleep(50);
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`the VS Code server did not start\n${log}`);
    }
  }
  return { authority, ended, stop };
}

async function answers(authority: string): Promise<boolean> {
  return fetch(`http://${authority}/version`).then(
    (response) => response.ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
