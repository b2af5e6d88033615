/** The packaged program says the same by one thread as by several. `npm run build` makes it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const program = join(root, 'dist/wsk-lint.cjs');

/** Drivers with and without findings, and what else a run has to tell of. */
let folder: string;

/** A driver that ignores the status of WskRegister, which a safe fix cannot repair, and has a header of its own. */
const buggy = (name: string): string => `#include <wsk.h>
#include "../shared.h"
static WSK_REGISTRATION ${name};
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_CLIENT_NPI Npi = { NULL, &Dispatch };
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WskRegister(&Npi, &${name});
    return STATUS_SUCCESS;
}
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wsk-threads-'));
  const rule = 'register-result-unchecked';
  cpSync(join(root, 'test/rules', rule), join(folder, rule), { recursive: true });
  cpSync(join(root, 'test/server/cli/fixtures'), join(folder, 'clock'), { recursive: true });
  for (const name of ['One', 'Two', 'Three']) {
    cpSync(join(root, 'test/server/cli/fixtures'), join(folder, `driver${name}`), { recursive: true });
    writeFileSync(join(folder, `driver${name}`, 'main.c'), buggy(name));
  }
  writeFileSync(join(folder, 'shared.h'), '#define START(r) WskRegister(&Npi, r) // wsk-disable-line\n');
  writeFileSync(join(folder, 'driverOne/broken.c'), 'void Broken(void) { WskRegister(&n, ; if ( }\n');
  writeFileSync(join(folder, 'driverTwo/binary.c'), Buffer.from('Wsk\0\0\x01\x02\xff\0\0Wsk', 'latin1'));
  writeFileSync(
    join(folder, 'driverThree/suppressed.c'),
    '// wsk-disable-next-line registration-leak\nint WskNone;\n',
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function wskLint(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return { status, stdout, stderr };
}

/** What differs between runs of one kind. */
const withoutTime = (stats: string): string => stats.replace(/^(time|memory) .*$/gm, '$1');

describe('several threads tell the same as one', () => {
  test.each([
    ['text', '-f text'],
    ['JSON', '-f json'],
    ['SARIF', '-f sarif'],
    ['annotations', '-f github'],
    ['the words of compilers', '-f msbuild'],
    ['what the run had to do', '--stats'],
    ['a patch', '--fix-review'],
    ['files that are named', 'driverOne/main.c driverTwo/main.c driverTwo/binary.c driverThree'],
    [
      'rules that were chosen',
      '--no-config --rule register-result-unchecked --severity register-result-unchecked=info',
    ],
  ])('as %s', (_, args) => {
    const [one, ...others] = [1, 3].map((threads) =>
      wskLint(...args.split(' '), '--threads', String(threads)),
    );
    expect(one?.stdout).toMatch(/register-result-unchecked|main\.c/);
    for (const other of others) {
      expect(other.stdout).toBe(one?.stdout);
      expect(withoutTime(other.stderr)).toBe(withoutTime(one?.stderr ?? ''));
      expect(other.status).toBe(one?.status);
    }
  });

  test('of a baseline that they write, and use', () => {
    const written = [1, 3].map((threads) => {
      const name = join(folder, `baseline${threads}.json`);
      wskLint('--baseline', 'write', '--baseline-file', name, '--threads', String(threads));
      return {
        text: readFileSync(name, 'utf8'),
        used: wskLint('--baseline-file', name, '--threads', String(threads)),
      };
    });
    expect(written[0]?.text).toContain('register-result-unchecked');
    expect(written[1]?.text).toBe(written[0]?.text);
    expect(written[1]?.used.status).toBe(written[0]?.used.status);
    expect(written[1]?.used.stdout).not.toContain('[register-result-unchecked]');
    expect(written[1]?.used.stdout.replaceAll('baseline3', 'baseline1')).toBe(written[0]?.used.stdout);
  });
});
