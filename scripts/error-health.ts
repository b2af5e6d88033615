/**
 * How well the mask and the grammars read real drivers.
 *
 *     npx tsx scripts/error-health.ts [--errors] FOLDER...
 *
 * Prints for each C and C++ file below the folders its size, the ERROR and MISSING nodes in it, the functions with a
 * body, those that call WSK (`Wsk...`) or I/O manager IRP functions (`Io...Irp...`), and how many of each contain an
 * error; then the totals. `--errors` prints instead where each error is.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { LineIndex } from '../server/src/base/text.ts';
import { languageOf, Parser, type ParsedFile, type SyntaxNode } from '../server/src/syntax/index.ts';
import { nodeWasm } from '../server/src/syntax/wasm.node.ts';
import { decode } from '../server/src/workspace/decode.ts';

const sourceExtensions = new Set(['.c', '.h', '.cpp', '.cc', '.cxx', '.hpp', '.hxx', '.inl']);
const ioCall = /\b(?:Wsk[A-Z]\w*|Io\w*Irp\w*)\s*\(/;

interface Health {
  bytes: number;
  errors: number;
  functions: number;
  brokenFunctions: number;
  ioFunctions: number;
  brokenIoFunctions: number;
}

const columns = [
  'bytes',
  'errors',
  'functions',
  'brokenFunctions',
  'ioFunctions',
  'brokenIoFunctions',
] as const;
const titles = ['bytes', 'errors', 'functions', 'broken', 'WSK/IRP', 'broken'];

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== '.git') yield* sourceFiles(path);
    else if (entry.isFile() && sourceExtensions.has(extname(path).toLowerCase())) yield path;
  }
}

function healthOf(file: ParsedFile, bytes: number): Health {
  const functions = file.units.map(({ unit }) => unit).filter((unit) => unit.kind === 'function');
  const io = functions.filter((unit) => ioCall.test(unit.masked));
  return {
    bytes,
    errors: file.errorCount(),
    functions: functions.length,
    brokenFunctions: functions.filter((unit) => unit.hasError).length,
    ioFunctions: io.length,
    brokenIoFunctions: io.filter((unit) => unit.hasError).length,
  };
}

/** The innermost errors, so that each is as near to its cause as can be. */
function* errorsIn(node: SyntaxNode): Generator<SyntaxNode> {
  const inner = node.children.filter((child) => child.hasError);
  if (inner.length === 0 && node.hasError) yield node;
  for (const child of inner) yield* errorsIn(child);
}

function printErrors(name: string, file: ParsedFile): void {
  const lines = new LineIndex(file.text);
  for (const { unit, start } of file.units) {
    if (!unit.hasError) continue;
    for (const error of errorsIn(unit.root())) {
      const { line } = lines.position(start + error.start);
      const text = file.text.slice(lines.lineStart(line), lines.lineStart(line + 1)).trim();
      const what = error.missing ? `missing ${error.kind}` : 'error';
      console.log(`${name}:${line + 1}: ${unit.kind} ${unit.name ?? ''}: ${what}: ${text.slice(0, 160)}`);
    }
  }
}

function row(health: Health, name: string): string {
  return (
    columns.map((column, i) => String(health[column]).padStart(titles[i] === 'bytes' ? 10 : 9)).join(' ') +
    `  ${name}`
  );
}

const args = process.argv.slice(2);
const listErrors = args.includes('--errors');
const folders = args.filter((arg) => !arg.startsWith('--'));
if (folders.length === 0) {
  console.error('usage: error-health [--errors] FOLDER...');
  process.exit(2);
}
const parser = await Parser.create(nodeWasm(import.meta.dirname));
await parser.ensure('cpp');
const total: Health = {
  bytes: 0,
  errors: 0,
  functions: 0,
  brokenFunctions: 0,
  ioFunctions: 0,
  brokenIoFunctions: 0,
};
let files = 0;
if (!listErrors) console.log(titles.map((title, i) => title.padStart(i === 0 ? 10 : 9)).join(' ') + '  file');
for (const folder of folders) {
  for (const path of statSync(folder).isFile() ? [folder] : sourceFiles(folder)) {
    const content = decode(readFileSync(path));
    if (content.kind === 'binary') {
      console.error(`${path}: left out: ${content.detail}`);
      continue;
    }
    const { text } = content;
    const file = parser.parse(text, languageOf(path, text));
    files++;
    if (listErrors) {
      printErrors(relative('.', path), file);
      continue;
    }
    const health = healthOf(file, statSync(path).size);
    for (const column of columns) total[column] += health[column];
    console.log(row(health, relative(folder, path) || path));
  }
}
if (!listErrors) {
  console.log(row(total, `${files} files`));
  const share = (part: number, whole: number): string =>
    `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
  console.log(`functions with an error: ${share(total.brokenFunctions, total.functions)}`);
  console.log(
    `functions with WSK or IRP calls with an error: ${share(total.brokenIoFunctions, total.ioFunctions)}`,
  );
}
parser.dispose();
