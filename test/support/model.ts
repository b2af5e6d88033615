import { ModelBuilder } from '../../server/src/model/builder.ts';
import { Driver } from '../../server/src/model/driver.ts';
import type { FileModel, FunctionModel } from '../../server/src/model/ir.ts';
import type { Language, Parser } from '../../server/src/syntax/index.ts';
import { testParser } from './parser.ts';

const parser: Parser = await testParser();

/** The model of a file's text, made by a builder of its own. */
export function modelOf(text: string, language: Language = 'c'): FileModel {
  return new ModelBuilder(parser).file(parser.parse(text, language));
}

/** The model of the function of a name; throws when there is none. */
export function functionOf(file: FileModel, name: string): FunctionModel {
  const [fn] = file.functionsNamed(name);
  if (fn === undefined) throw new Error(`no function ${name}`);
  return fn.model();
}

/** A driver of one file, which may have others. */
export function driverOf(model: FileModel): Driver {
  return new Driver([{ uri: 'file:///driver.c', model }], false);
}
