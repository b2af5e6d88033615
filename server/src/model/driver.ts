import type { Unit } from '../syntax/unit.ts';
import type { FileFunction, FileModel, FunctionModel, Global, StructType, TypeRef } from './ir.ts';
import { lastName } from './classes.ts';
import { ClassNames } from './classNames.ts';
import { lazy } from './lazy.ts';

/** One file of a driver. */
export interface SourceFile {
  readonly uri: string;
  readonly model: FileModel;
}

/** A function and the file that defines it. */
interface Definition {
  readonly fn: FileFunction;
  readonly file: SourceFile;
}

/**
 * The files that are linked into one driver, as far as they are seen, and what a name means in each of them: C's linkage.
 * An immutable value; what it keeps of a file hangs on that file's model.
 */
export class Driver {
  readonly files: readonly SourceFile[];
  /** No file of the driver is left out that could name what a registration needs: what is not here does not happen. */
  readonly isWhole: boolean;
  readonly #definitions = lazy(() => {
    const byName = new Map<string, Definition[]>();
    for (const file of this.files) {
      for (const fn of file.model.functions) {
        const known = byName.get(fn.name);
        if (known === undefined) byName.set(fn.name, [{ fn, file }]);
        else known.push({ fn, file });
      }
    }
    return byName;
  });
  readonly #classes = lazy(
    () =>
      new ClassNames(
        this.files.flatMap(({ model }) => model.types),
        this.files.flatMap(({ model }) =>
          [...model.aliases].map(([name, type]) => [name, type.name] as const),
        ),
      ),
  );
  readonly #files = new Map<Unit, SourceFile>();
  readonly #byFile = new Map<FileModel, Meanings>();
  /** What names mean in files that do not declare them. */
  readonly #elsewhere = new Meanings();

  constructor(files: readonly SourceFile[], isWhole: boolean) {
    this.files = files;
    this.isWhole = isWhole;
  }

  /** The file that a unit is part of. Throws for a unit of none of the files: it comes from another version. */
  fileOf(unit: Unit): SourceFile {
    let file = this.#files.get(unit);
    if (file === undefined) {
      file = this.files.find(({ model }) => model.owns(unit));
      if (file === undefined) throw new Error('the unit belongs to no file of the driver');
      this.#files.set(unit, file);
    }
    return file;
  }

  /** Every function of the driver. */
  *functions(): Generator<FileFunction> {
    for (const { model } of this.files) yield* model.functions;
  }

  /** Functions of a name, in any file and of any linkage. */
  allNamed(name: string): readonly FileFunction[] {
    return (
      this.#definitions()
        .get(lastName(name))
        ?.map(({ fn }) => fn) ?? []
    );
  }

  /** Functions that a name can mean in a file: its own, or else those of other files that are not theirs alone. */
  functionsNamed(name: string, from: FileModel): readonly FileFunction[] {
    const all = this.#definitions().get(lastName(name));
    if (all === undefined) return [];
    const own = all.filter(({ file }) => file.model === from);
    const others = all.filter(({ fn, file }) => file.model !== from && this.#isShared(fn, file));
    return [...own, ...others].map(({ fn }) => fn);
  }

  /** The one function that a name means in a file; undefined when there is none or it cannot be told which. */
  functionNamed(name: string, from: FileModel): FileFunction | undefined {
    return this.#meanings(from).functions.of(name, () => this.#functionNamed(name, from));
  }

  #functionNamed(name: string, from: FileModel): FileFunction | undefined {
    const own = from.functionsNamed(name);
    const [only, ...others] = own.length > 0 ? own : this.functionsNamed(name, from);
    return others.length > 0 ? undefined : only;
  }

  /** The variable of file scope that a name means in a file: its definition, wherever it is, else a declaration. */
  globalNamed(name: string, from: FileModel): Global | undefined {
    return this.#meanings(from).globals.of(name, () => this.#globalNamed(name, from));
  }

  #globalNamed(name: string, from: FileModel): Global | undefined {
    const own = from.globalsNamed(name);
    const definition = own.find(({ storage }) => storage !== 'extern');
    if (definition !== undefined) return definition;
    return this.sharedGlobal(name) ?? own[0];
  }

  /** A variable that all files can name. */
  sharedGlobal(name: string): Global | undefined {
    return this.#elsewhere.globals.of(name, () =>
      this.#first((model) => model.globalsNamed(name).find(({ storage }) => storage === 'global')),
    );
  }

  /** A structure by its name, as the file sees it, or as any file does: headers that are not found hide it. */
  structNamed(name: string, from: FileModel): StructType | undefined {
    return this.#meanings(from).structs.of(
      name,
      () =>
        from.structNamed(name) ??
        this.#elsewhere.structs.of(name, () => this.#first((model) => model.structNamed(name))),
    );
  }

  /** What a typedef or `using` declaration stands for, seen as {@link structNamed} sees structures. */
  aliasNamed(name: string, from: FileModel): TypeRef | undefined {
    return this.#meanings(from).aliases.of(
      name,
      () => from.aliasNamed(name) ?? this.#first((model) => model.aliasNamed(name)),
    );
  }

  enumerator(name: string, from: FileModel): number | undefined {
    return this.#meanings(from).enumerators.of(
      name,
      () =>
        from.enumerator(name) ??
        this.#elsewhere.enumerators.of(name, () => this.#first((model) => model.enumerator(name))),
    );
  }

  /** What mentions a function, where its name means it, itself included. */
  usersOf(fn: FunctionModel): readonly (FileFunction | Global)[] {
    const home = this.fileOf(fn.unit);
    return this.files.flatMap(({ model }) => {
      const users = model.usersOf(fn.name);
      if (users.length === 0 || model === home.model) return users;
      const isMeant = this.functionsNamed(fn.name, model).some(({ unit }) => unit === fn.unit);
      const isHidden = fn.ownerClass === undefined && model.functionsNamed(fn.name).length > 0;
      return isMeant && !isHidden ? users : [];
    });
  }

  /** Code that mentions the name of a method may mean it: it names a class through which its objects are reached. */
  mayCall(user: FileFunction, method: FileFunction): boolean {
    const { ownerClass } = method;
    if (ownerClass === undefined || user.ownerClass === ownerClass) return true;
    const types = this.#classes().through(ownerClass);
    if (user.ownerClass !== undefined && types.has(user.ownerClass)) return true;
    for (const type of types) if (user.identifiers().has(type)) return true;
    const home = this.fileOf(user.unit).model;
    return home.globals.some(({ name, type }) => types.has(type.name) && user.identifiers().has(name));
  }

  /** The function of a file can be named in others. */
  isExternal(fn: FunctionModel): boolean {
    if (fn.ownerClass !== undefined) return true;
    return (
      !fn.isStatic &&
      !this.fileOf(fn.unit)
        .model.prototypesNamed(fn.name)
        .some((each) => each.isStatic)
    );
  }

  #meanings(from: FileModel): Meanings {
    let meanings = this.#byFile.get(from);
    if (meanings === undefined) this.#byFile.set(from, (meanings = new Meanings()));
    return meanings;
  }

  #isShared(fn: FileFunction, file: SourceFile): boolean {
    return isHeader(file.uri) || this.isExternal(fn.model());
  }

  #first<T>(ask: (model: FileModel) => T | undefined): T | undefined {
    for (const { model } of this.files) {
      const answer = ask(model);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}

/** What names mean in one place, as far as it was asked for. */
class Meanings {
  readonly functions = new Memo<FileFunction | undefined>();
  readonly globals = new Memo<Global | undefined>();
  readonly structs = new Memo<StructType | undefined>();
  readonly aliases = new Memo<TypeRef | undefined>();
  readonly enumerators = new Memo<number | undefined>();
}

/** Answers by name, each found once. */
class Memo<T> {
  readonly #known = new Map<string, { readonly answer: T }>();

  of(name: string, find: () => T): T {
    let known = this.#known.get(name);
    if (known === undefined) this.#known.set(name, (known = { answer: find() }));
    return known.answer;
  }
}

/** What a header defines is there in every file that includes it. */
export function isHeader(uri: string): boolean {
  return /\.(?:h|hh|hpp|hxx|inl)$/i.test(uri);
}
