/** Builds the samples and what they run on: with mingw-w64 for Wine, with clang for a second opinion on types. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { projectRoot } from '../../../scripts/places.ts';

const kit = path.join(projectRoot, 'test/wdk');
const gcc = 'x86_64-w64-mingw32-gcc';
const headers = ['-I', path.join(kit, 'include'), '-isystem', '/usr/x86_64-w64-mingw32/include/ddk'];
const dialect = ['-fms-extensions', '-ffreestanding', '-Wall', '-Wextra', '-Werror', '-Wno-multichar'];
const downLevel = ['-DPOOL_ZERO_DOWN_LEVEL_SUPPORT', '-DPOOL_NX_OPTIN=1'];

/** Samples that run in Wine: those of the driver framework do not. */
export const wdmSamples = ['http-get', 'tcp-client', 'tcp-echo-server', 'tcp-echo-server-irp', 'udp-echo'];
export const kmdfSamples = ['kmdf-echo'];

/** The kernel-mode sources of a sample, absolute; the program that talks to it is not among them. */
export function driverSources(sample: string): string[] {
  return globSync('*.c', { cwd: path.join(projectRoot, 'samples', sample), absolute: true }).sort();
}

/** Builds `netio.sys` with its import library, and `loader.exe`, into a folder. */
export function buildKit(folder: string): void {
  run(gcc, [
    ...['-std=gnu17', '-O2', ...dialect, ...headers, '-nostdlib', '-shared'],
    ...[
      '-Wl,--subsystem,native',
      '-Wl,--entry,DllMain',
      `-Wl,--out-implib,${path.join(folder, 'libnetio.a')}`,
    ],
    ...['-o', path.join(folder, 'netio.sys')],
    ...globSync(['netio/*.c', 'netio/*.def'], { cwd: kit, absolute: true }),
    ...['-lntoskrnl', '-lws2_32', '-lkernel32', '-lntdll'],
  ]);
  run(gcc, [
    '-O2',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-o',
    path.join(folder, 'loader.exe'),
    path.join(kit, 'loader.c'),
    '-ladvapi32',
  ]);
}

/**
 * Builds a driver against the checking `netio.sys` of `kitFolder` and returns the path of the `.sys`.
 * Throws what the compiler says when it says anything.
 */
export function buildDriver(sample: string, sources: readonly string[], kitFolder: string): string {
  const image = path.join(kitFolder, `${sample}.sys`);
  run(gcc, [
    ...['-std=gnu17', '-O2', ...dialect, ...downLevel, ...headers, '-fno-stack-protector', '-mno-red-zone'],
    ...['-nostdlib', '-nostartfiles', '-shared', '-Wl,--subsystem,native', '-Wl,--entry,DriverEntry'],
    ...['-Wl,--image-base,0x140000000', '-Wl,--dynamicbase', '-Wl,--nxcompat'],
    ...['-Wl,--file-alignment,0x200', '-Wl,--section-alignment,0x1000', '-o', image],
    ...[...sources, path.join(kit, 'npiid.c'), path.join(kitFolder, 'libnetio.a'), '-lntoskrnl'],
  ]);
  return image;
}

/** Checks the types of a driver with clang, as C17, and throws what clang says. `kmdf` brings the framework's headers. */
export function checkTypes(sources: readonly string[], { kmdf = false, downLevel: old = true } = {}): void {
  run('clang', [
    ...['--target=x86_64-w64-mingw32', '-std=c17', '-fsyntax-only', ...dialect],
    ...['-Wno-microsoft-anon-tag', '-Wno-four-char-constants', ...(old ? downLevel : [])],
    ...[...(kmdf ? ['-I', path.join(kit, 'kmdf')] : []), ...headers, ...sources],
  ]);
}

/** Builds a sample with its own CMakeLists.txt and mingw-w64; returns the files that came of it. */
export function buildWithCMake(sample: string, folder: string): string[] {
  const build = path.join(folder, `${sample}-cmake`);
  run('cmake', [
    ...['-S', path.join(projectRoot, 'samples', sample), '-B', build, '-DCMAKE_SYSTEM_NAME=Windows'],
    ...[`-DCMAKE_C_COMPILER=${gcc}`, `-DWSK_KIT_DIR=${kit}`],
  ]);
  run('cmake', ['--build', build]);
  return globSync('*.{sys,exe}', { cwd: build }).sort();
}

function run(command: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`);
}
