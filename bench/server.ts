import { execFileSync } from 'node:child_process';
import type { Range } from 'vscode-languageserver-types';
import { LineIndex, type Span } from '../server/src/base/text.ts';
import { connectToBundle, pullCapabilities, type TestClient } from '../test/server/lsp/testClient.ts';
import { keystrokes } from './keystrokes.ts';
import { type Row, time } from './measure.ts';

const uri = 'file:///driver/driver.c';

/**
 * The packaged server over stdio, as an editor talks to it.
 * @param text of the driver to work in
 * @param others texts that are open beside it when memory is looked at
 */
export async function measureServer(text: string, others: readonly string[]): Promise<readonly Row[]> {
  const start = await measureStart(text);
  const { server, client, exitCode } = await startServer(text);
  const rows = [
    start,
    await measureKeystroke(client, text),
    await measureHover(client, text),
    ...(await measureWhileAnalysing(text)),
  ];
  for (const [i, other] of others.entries()) {
    await client.open(`file:///driver/other${i}.c`, other);
    await client.diagnostics(`file:///driver/other${i}.c`);
  }
  rows.push({
    what: `memory of the server, ${others.length + 1} files open`,
    unit: 'MB',
    median: residentMegabytes(server.pid),
    target: '150 MB',
  });
  server.kill();
  await exitCode;
  return rows;
}

/** A server that has the driver open. */
async function startServer(text: string) {
  const connection = connectToBundle();
  await connection.client.initialize(pullCapabilities);
  await connection.client.open(uri, text);
  return connection;
}

function measureStart(text: string): Promise<Row> {
  return time({
    what: 'start of the server to first findings',
    target: '500 ms',
    iterations: 10,
    run: async () => {
      const { server, client, exitCode } = await startServer(text);
      await client.diagnostics(uri);
      server.kill();
      await exitCode;
    },
  });
}

function measureKeystroke(client: TestClient, original: string): Promise<Row> {
  const typing = keystrokes(original);
  let version = 1;
  let text = original;
  let change = { range: rangeOf(text, { start: 0, end: 0 }), text: '' };
  return time({
    what: 'keystroke to findings: server over stdio',
    target: '10 ms; 25 ms',
    iterations: 500,
    before: () => {
      const { edit, text: next } = typing.next().value;
      change = { range: rangeOf(text, edit.span), text: edit.newText };
      text = next;
    },
    run: async () => {
      await client.change(uri, ++version, change);
      await client.diagnostics(uri);
    },
  });
}

function measureHover(client: TestClient, text: string): Promise<Row> {
  const run = hoverOverNames(client, text);
  return time({ what: 'hover: server over stdio', target: '5 ms', iterations: 500, run });
}

/** What is asked for while reading and typing, while another file of the same length is analysed from its beginning. */
async function measureWhileAnalysing(text: string): Promise<readonly Row[]> {
  const { server, client, exitCode } = await startServer(text);
  await client.diagnostics(uri);
  const other = 'file:///driver/other.c';
  let isOver = false;
  const analyse = async (): Promise<void> => {
    for (let version = 1; !isOver; version++) {
      // Every function is another one than before.
      await client.open(other, text.replaceAll('Connection', `Link${version}`), 'c', version);
      await client.diagnostics(other);
      await client.close(other);
    }
  };
  const analysing = analyse();
  const meanwhile = 'while another file is analysed: server over stdio';
  const plan = { target: '5 ms', iterations: 500 };
  const rows = [
    await time({ ...plan, what: `hover ${meanwhile}`, run: hoverOverNames(client, text) }),
    await time({
      ...plan,
      what: `completion ${meanwhile}`,
      run: atArguments(text, (line, column) => client.completion(uri, line, column)),
    }),
    await time({
      ...plan,
      what: `signature help ${meanwhile}`,
      run: atArguments(text, (line, column) => client.signatureHelp(uri, line, column)),
    }),
  ];
  isOver = true;
  await analysing;
  server.kill();
  await exitCode;
  return rows;
}

/** Asks behind every parenthesis and comma of the calls of WSK, one after another. */
function atArguments(text: string, ask: (line: number, column: number) => Promise<unknown>) {
  const lines = new LineIndex(text);
  const calls = [...text.matchAll(/\bWsk\w+\([^;]*;/g)];
  const places = calls.flatMap((call) =>
    [...call[0].matchAll(/[(,]\s*/g)].map((match) =>
      lines.position(call.index + match.index + match[0].length),
    ),
  );
  let next = 0;
  return () => {
    const { line, column } = places[next++ % places.length] ?? { line: 0, column: 0 };
    return ask(line, column);
  };
}

/** Asks about every WSK name of the file, one after another. */
function hoverOverNames(client: TestClient, text: string) {
  const lines = new LineIndex(text);
  const names = [...text.matchAll(/\bP?W[Ss][Kk]\w*/g)].map(({ index }) => lines.position(index));
  let next = 0;
  return () => {
    const { line, column } = names[next++ % names.length] ?? { line: 0, column: 0 };
    return client.hover(uri, line, column);
  };
}

function rangeOf(text: string, span: Span): Range {
  const lines = new LineIndex(text);
  const [start, end] = [lines.position(span.start), lines.position(span.end)];
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

/** Resident memory of a process; NaN where the system has no `ps`. */
function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return NaN;
  }
}
