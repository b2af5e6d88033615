/** Drivers in Wine: load, unload, what their log says. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

/** What one run of a driver left in the log of `netio.sys`. */
export interface RunLog {
  /** Rules that the driver broke, and what it leaked. */
  readonly bugs: readonly string[];
  /** What the driver printed. */
  readonly messages: readonly string[];
  /** How often it made each call; empty until it is unloaded. */
  readonly calls: ReadonlyMap<string, number>;
  readonly faultHappened: boolean;
  /** The provider was let go of, so the driver is gone. */
  readonly unloaded: boolean;
}

/** Makes a Wine prefix; `start` copies it. */
export function makePrefix(folder: string): void {
  const env = environment(folder);
  // Nothing may keep Wine's output open: its server outlives the command.
  spawnSync('wine64', ['wineboot', '-i'], { env, stdio: 'ignore' });
  spawnSync('wineserver', ['-w'], { env, stdio: 'ignore' });
}

export class WineSession {
  readonly #folder: string;
  readonly #prefix: string;
  readonly #log: string;
  #loaded = false;
  #loader: ChildProcess | undefined;
  #answers: AsyncIterator<string, undefined> | undefined;

  /** A session of its own, in a copy of the prefix in `kitFolder`, with the drivers that were built there. */
  constructor(private readonly kitFolder: string) {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'wsk-wine-'));
    this.#prefix = path.join(this.#folder, 'prefix');
    // Hard links for all but the registry: a prefix has hundreds of megabytes that nobody changes.
    const template = path.join(kitFolder, 'prefix');
    spawnSync('cp', ['-al', template, this.#prefix]);
    for (const hive of ['system.reg', 'user.reg', 'userdef.reg']) replace(template, this.#prefix, hive);
    const drive = path.join(this.#prefix, 'drive_c');
    mkdirSync(path.join(drive, 'netio'), { recursive: true });
    replace(kitFolder, path.join(drive, 'windows/system32/drivers'), 'netio.sys');
    this.#log = path.join(drive, 'netio/log.txt');
  }

  /**
   * Loads a driver with the values of its key Parameters, under the orders that `netio.sys` gets: calls that are
   * to fail. Resolves when its DriverEntry has returned; whether that succeeded, the driver's messages tell.
   */
  async load(sample: string, parameters: string, orders = ''): Promise<void> {
    cpSync(
      path.join(this.kitFolder, `${sample}.sys`),
      path.join(this.#prefix, 'drive_c/netio', `${sample}.sys`),
    );
    // A test that failed may have left its driver.
    if (this.#loaded) this.kill();
    this.#loaded = true;
    rmSync(this.#log, { force: true });
    writeFileSync(path.join(this.#prefix, 'drive_c/netio/orders.txt'), orders);
    const answer = await this.#command(`load wsktest C:\\netio\\${sample}.sys ${parameters}`);
    // A DriverEntry that fails is no error of this function; a driver that never came to it is.
    if (!this.#text().includes('loaded\n')) throw new Error(`Wine does not load the driver: ${answer}`);
  }

  /** Unloads it. Rejects when it does not go within the time that Windows services get, which is 10 seconds. */
  async unload(): Promise<RunLog> {
    const answer = await this.#command('unload wsktest');
    if (answer !== 'ok') throw new Error(`the driver does not unload (${answer}); its log:\n${this.#text()}`);
    this.#loaded = false;
    // Wine lets go of the image of a driver whose DriverEntry failed a little later.
    for (let i = 0; i < 500 && !this.log().unloaded; i++) await setTimeout(10);
    return this.log();
  }

  log(): RunLog {
    const lines = this.#text().split('\n');
    const after = (prefix: string) =>
      lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
    return {
      bugs: after('BUG '),
      messages: after('driver: '),
      calls: new Map(
        after('calls ').map((line) => {
          const [name = '', count] = line.split(' ');
          return [name, Number(count)];
        }),
      ),
      faultHappened: after('fault ').length > 0,
      unloaded: lines.includes('unloaded'),
    };
  }

  /** The port that a server says it listens on; it has another one than it was given when it cannot read that. */
  listeningPort(): number | undefined {
    const port = /listening on port (\d+)/.exec(this.log().messages.join('\n'))?.[1];
    return port === undefined ? undefined : Number(port);
  }

  /** Resolves with the first message of the driver that matches. */
  async message(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.log().messages.find((message) => pattern.test(message));
      if (found !== undefined) return found;
      await setTimeout(10);
    }
  }

  /** Resolves when the ordered fault has happened. */
  async fault(): Promise<void> {
    while (!this.log().faultHappened) await setTimeout(10);
  }

  /** Ends Wine, whatever runs in it, and removes its files. */
  stop(): void {
    this.kill();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Ends Wine; the next load starts it again. */
  kill(): void {
    this.#loaded = false;
    this.#loader?.stdin?.end();
    this.#loader = undefined;
    const env = environment(this.#prefix);
    spawnSync('wineserver', ['-k'], { env, stdio: 'ignore' });
    spawnSync('wineserver', ['-w'], { env, stdio: 'ignore' });
  }

  #text(): string {
    return existsSync(this.#log) ? readFileSync(this.#log, 'utf8') : '';
  }

  async #command(line: string): Promise<string> {
    if (this.#loader === undefined || this.#answers === undefined) {
      const loader = spawn('wine64', [path.join(this.kitFolder, 'loader.exe')], {
        env: environment(this.#prefix),
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      this.#loader = loader;
      this.#answers = createInterface({ input: loader.stdout })[Symbol.asyncIterator]();
      // What an earlier session left behind.
      loader.stdin.write('unload wsktest\n');
      await this.#answers.next();
    }
    this.#loader.stdin?.write(`${line}\n`);
    const answer = await this.#answers.next();
    if (answer.done === true) throw new Error(`Wine ended at "${line}"; the log:\n${this.#text()}`);
    return answer.value;
  }
}

/** Puts a copy of a file where there may be a link to another one. */
function replace(from: string, to: string, name: string): void {
  rmSync(path.join(to, name), { force: true });
  copyFileSync(path.join(from, name), path.join(to, name));
}

function environment(prefix: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DISPLAY: undefined,
    PATH: `/usr/lib/wine${path.delimiter}${process.env['PATH'] ?? ''}`,
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    // netio.sys=n: the tests' own, not Wine's.
    WINEDLLOVERRIDES: 'mscoree=;mshtml=;netio.sys=n',
    WINEDEBUG: '-all',
  };
}
