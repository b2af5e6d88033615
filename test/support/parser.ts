import { Parser } from '../../server/src/syntax/index.ts';
import { nodeWasm } from '../../server/src/syntax/wasm.node.ts';

let shared: Promise<Parser> | undefined;

/** The parser that all tests of one worker share, with both grammars loaded. Not to be disposed. */
export function testParser(): Promise<Parser> {
  shared ??= Parser.create(nodeWasm(import.meta.dirname)).then(async (parser) => {
    await parser.ensure('cpp');
    return parser;
  });
  return shared;
}
