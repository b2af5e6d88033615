import type { Driver } from '../model/driver.ts';
import type { FileModel } from '../model/ir.ts';
import type { Include } from '../rules/rule.ts';
import type { Source, Sources } from './analyser.ts';

/** What the files of a driver include, asked for by their models. */
export class Includes {
  readonly #sources = new Map<FileModel, Source>();
  readonly #models = new Map<string, FileModel>();

  constructor(driver: Driver, { files }: Sources) {
    driver.files.forEach(({ uri, model }, index) => {
      const source = files[index];
      if (source !== undefined) this.#sources.set(model, source);
      this.#models.set(uri, model);
    });
  }

  linesOf(file: FileModel): readonly Include[] {
    const units = this.#sources.get(file)?.file.units ?? [];
    return units.flatMap(({ unit }) => {
      const name =
        unit.kind === 'include' ? /#\s*include\s*[<"]([^>"]+)[>"]/.exec(unit.source)?.[1] : undefined;
      return name === undefined ? [] : [{ unit, name }];
    });
  }

  headersOf(file: FileModel): readonly FileModel[] {
    return (this.#sources.get(file)?.includes ?? []).flatMap((uri) => this.#models.get(uri) ?? []);
  }
}
