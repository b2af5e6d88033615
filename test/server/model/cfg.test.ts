import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ModelBuilder } from '../../../server/src/model/builder.ts';
import { languageOf } from '../../../server/src/syntax/index.ts';
import { dumpFunction } from '../../support/dumpFunction.ts';
import { testParser } from '../../support/parser.ts';

const folder = join(import.meta.dirname, '../../fixtures/cfg');
const update = process.env['UPDATE_FIXTURES'] !== undefined;
const parser = await testParser();

/**
 * A fixture is source followed by a comment with the graphs that it lowers to. `UPDATE_FIXTURES=1` writes the comments
 * anew: read the difference.
 */
describe('control-flow graphs', () => {
  test.each(readdirSync(folder))('%s', (name) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const [source = '', expected = ''] = text.split('\n/* graphs\n');
    const file = new ModelBuilder(parser).file(parser.parse(source, languageOf(name, source)));
    const graphs = file.functions.map((fn) => dumpFunction(fn.model())).join('\n\n');
    if (update) writeFileSync(path, `${source.trimEnd()}\n\n/* graphs\n${graphs}\n*/\n`);
    else expect(`${graphs}\n*/\n`).toBe(expected);
  });
});
