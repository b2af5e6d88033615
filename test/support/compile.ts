/** Type checks of driver source against the stand-in headers, with clang and the headers of mingw-w64. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../scripts/places.ts';
import type { Language } from '../../server/src/syntax/index.ts';

const ddk = '/usr/x86_64-w64-mingw32/include/ddk';

const flags = [
  '--target=x86_64-w64-mingw32',
  '-fms-extensions',
  '-ffreestanding',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-Wno-microsoft-anon-tag', // the dispatch tables of wsk.h
  '-Wno-four-char-constants', // pool tags
  // What one half of a driver has for the other half.
  '-Wno-unused-function',
  '-Wno-unused-const-variable',
  ...['include', 'kmdf'].flatMap((folder) => ['-I', path.join(projectRoot, 'test/wdk', folder)]),
  ...['-isystem', ddk],
];
const standards: Readonly<Record<Language, string>> = { c: 'c17', cpp: 'c++17' };
const names: Readonly<Record<Language, string>> = { c: 'c', cpp: 'c++' };

/** Why nothing can be compiled here, with the command that changes it; undefined when it can. */
export function missingCompiler(): string | undefined {
  const hasClang = spawnSync('clang', ['--version']).status === 0;
  if (hasClang && existsSync(ddk)) return undefined;
  return 'clang or the headers of mingw-w64 are missing: apt-get install -y clang mingw-w64-x86-64-dev';
}

/** Checks many files that begin with the same headers, which are compiled once. */
export class TypeChecker {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'wsk-check-'));
  readonly #precompiled = new Map<Language, string>();
  readonly #headers: string;

  /** Of headers such as `ntddk.h`, in their order. */
  constructor(headers: readonly string[]) {
    this.#headers = headers.map((header) => `#include <${header}>\n`).join('');
  }

  /** What the compiler says of a file that includes the headers; empty when it has nothing to say. */
  check(source: string, language: Language): string {
    return clang(
      ['-fsyntax-only', '-include-pch', this.#header(language), '-x', names[language]],
      source,
      language,
    );
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #header(language: Language): string {
    const known = this.#precompiled.get(language);
    if (known !== undefined) return known;
    const file = path.join(this.#folder, `${language}.pch`);
    const problems = clang(['-x', `${names[language]}-header`, '-o', file], this.#headers, language);
    if (problems !== '') throw new Error(problems);
    this.#precompiled.set(language, file);
    return file;
  }
}

/** What the compiler says of a file as it stands; empty when it has nothing to say. */
export function checkFile(source: string, language: Language): string {
  return clang(['-fsyntax-only', '-x', names[language]], source, language);
}

/** The output of clang for a text; throws when it cannot be run. */
function clang(options: readonly string[], source: string, language: Language): string {
  const { stdout, stderr, status, error } = spawnSync(
    'clang',
    [...flags, ...options, `-std=${standards[language]}`, '-'],
    { input: source, encoding: 'utf8' },
  );
  if (error !== undefined) throw error;
  const output = stdout + stderr;
  return status === 0 || output !== '' ? output : `clang ended with status ${String(status)}`;
}
