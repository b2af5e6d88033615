import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createAnalyser } from '../analysis/index.ts';
import { describeError } from '../base/logger.ts';
import { Parser } from '../syntax/index.ts';
import { nodeWasm } from '../syntax/wasm.node.ts';
import { byteSearch } from '../workspace/byteSearch.node.ts';
import { nodeFileSystem } from '../workspace/fileSystem.node.ts';
import { serve } from './server.ts';

/** Entry in Node: `--stdio` for any editor, `--node-ipc` for the extension, `--socket=<port>`, `--pipe=<name>`. */
const transport = /^--(?:stdio|node-ipc|socket|pipe)\b/;
if (!process.argv.some((argument) => transport.test(argument))) process.argv.push('--stdio');

const connection = createConnection(ProposedFeatures.all);

// Faults of handlers end in their guard. This is for what slips by: a broken timer is no reason to go down.
const logFault = (error: unknown) => {
  connection.console.error(`Unexpected fault: ${describeError(error)}`);
};
process.on('uncaughtException', logFault);
process.on('unhandledRejection', logFault);

serve(connection, {
  createParser: () => Parser.create(nodeWasm(import.meta.dirname)),
  createAnalyser,
  disk: { fileSystem: nodeFileSystem, search: byteSearch },
});
