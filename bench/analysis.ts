import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as TreeSitter from 'web-tree-sitter';
import { alone, createAnalyser } from '../server/src/analysis/index.ts';
import { applyEdits } from '../server/src/base/text.ts';
import { Parser } from '../server/src/syntax/index.ts';
import { nodeWasm } from '../server/src/syntax/wasm.node.ts';
import { keystrokes } from './keystrokes.ts';
import { type Row, time } from './measure.ts';

const uri = 'file:///driver/driver.c';

/** The core without any protocol: what an edit and a first look at a file cost. */
export async function measureAnalysis(text: string): Promise<readonly Row[]> {
  const parser = await Parser.create(nodeWasm(import.meta.dirname));
  const rows = [
    await measureKeystroke(parser, text),
    await measureBareParse(parser, text),
    await measureCold(parser, text),
  ];
  parser.dispose();
  return rows;
}

function measureKeystroke(parser: Parser, original: string): Promise<Row> {
  const analyser = createAnalyser(parser);
  const typing = keystrokes(original);
  let file = parser.parse(original, 'c');
  let text = original;
  return time({
    what: 'keystroke to findings: parser and analyser',
    target: '10 ms; 25 ms',
    iterations: 500,
    before: () => {
      text = typing.next().value.text;
    },
    run: () => {
      file = parser.update(file, text);
      analyser.analyse(alone(uri, file));
    },
  });
}

function measureCold(parser: Parser, text: string): Promise<Row> {
  return time({
    what: 'cold analysis: parser and analyser',
    target: '1.5 times the parse below',
    iterations: 30,
    run: () => createAnalyser(parser).analyse(alone(uri, parser.parse(text, 'c'))),
  });
}

/** What tree-sitter alone needs for the masked text. */
async function measureBareParse(parser: Parser, text: string): Promise<Row> {
  const masks = parser.parse(text, 'c').units.map(({ unit, start }) => ({
    span: { start, end: start + unit.source.length },
    newText: unit.masked,
  }));
  const masked = applyEdits(text, masks);
  const require = createRequire(import.meta.url);
  const grammar = readFileSync(require.resolve('tree-sitter-c/tree-sitter-c.wasm'));
  const bare = new TreeSitter.Parser().setLanguage(await TreeSitter.Language.load(grammar));
  return time({
    what: 'bare parse of the masked text',
    iterations: 30,
    run: () => bare.parse(masked)?.delete(),
  });
}
