import { ModelBuilder } from '../../server/src/model/builder.ts';
import { Driver } from '../../server/src/model/driver.ts';
import type { FileModel } from '../../server/src/model/ir.ts';
import { languageOf } from '../../server/src/syntax/index.ts';
import { includedNames } from '../../server/src/workspace/includes.ts';
import { testParser } from './parser.ts';

const parser = await testParser();

/** A driver of several files, which sees the headers that they name, and the model of a file by its name. */
export function driverOfFiles(
  texts: Readonly<Record<string, string>>,
  isWhole = true,
): { readonly driver: Driver; readonly file: (name: string) => FileModel } {
  const builder = new ModelBuilder(parser);
  const parsed = new Map(
    Object.entries(texts).map(([name, text]) => [name, parser.parse(text, languageOf(name, text))]),
  );
  const models = new Map(
    [...parsed].map(([name, file]) => [
      name,
      builder.file(
        file,
        includedNames(file).flatMap((header) => parsed.get(header) ?? []),
      ),
    ]),
  );
  return {
    driver: new Driver(
      [...models].map(([name, model]) => ({ uri: `file:///d/${name}`, model })),
      isWhole,
    ),
    file: (name) => {
      const model = models.get(name);
      if (model === undefined) throw new Error(`no file ${name}`);
      return model;
    },
  };
}
