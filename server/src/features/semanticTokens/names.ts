import { sameItems } from '../../base/sameItems.ts';
import { lookup } from '../../catalogue/index.ts';
import type { FileModel } from '../../model/ir.ts';
import { readDeclarator, readSpecifiers } from '../../model/types.ts';
import type { ParsedFile, SyntaxNode, Unit } from '../../syntax/index.ts';
import { textOf } from '../meaning/typeNames.ts';
import type { LinkedDriver } from '../navigation/linkedDriver.ts';
import { callNames } from '../navigation/wskCalls.ts';
import { objectType } from '../navigation/wskObjects.ts';

/**
 * Names that may be WSK's in a file; what each use of one is, is decided where it stands. As long as nothing of the file changes
 * that decides about a function from outside, it is the same object.
 */
export interface MarkedNames {
  readonly callbacks: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
  readonly macros: ReadonlySet<string>;
}

/** What the names of a file, and the meaning of its functions, follow from. */
interface Basis {
  /** Units of the file and of its headers, functions aside. */
  readonly declarations: readonly Unit[];
  readonly callbacks: readonly string[];
  /** Functions of the driver's own that are called as functions of WSK are. */
  readonly hiding: readonly string[];
}

/** The latest of files, by the last of their declarations. */
const latest = new WeakMap<Unit, Basis & { readonly names: MarkedNames }>();

export function markedNames(
  driver: LinkedDriver,
  uri: string,
  parsed: ParsedFile,
  model: FileModel,
): MarkedNames {
  const basis = basisOf(driver, uri, parsed, model);
  const last = basis.declarations.at(-1);
  const known = last && latest.get(last);
  if (known !== undefined && isSame(known, basis)) return known.names;
  const names = {
    callbacks: new Set(basis.callbacks),
    objects: new Set(basis.declarations.flatMap((unit) => [...objectNames(unit)])),
    macros: macrosCalling(basis.declarations),
  };
  if (last !== undefined) latest.set(last, { ...basis, names });
  return names;
}

function basisOf(driver: LinkedDriver, uri: string, parsed: ParsedFile, model: FileModel): Basis {
  const isNamed = (name: string): boolean => driver.driver.functionsNamed(name, model).length > 0;
  const callbacks = driver
    .entries()
    .filter(({ entry, file }) => file.model === model || isNamed(entry.functionName))
    .map(({ entry }) => entry.functionName);
  const units = [parsed, ...driver.headersOf(uri)].flatMap((file) => file.units.map(({ unit }) => unit));
  const own = parsed.units.flatMap(({ unit }) => (unit.kind === 'function' ? (unit.name ?? []) : []));
  return {
    declarations: units.filter(({ kind }) => kind !== 'function'),
    callbacks: [...new Set(callbacks)],
    hiding: own.filter((name) => callNames.has(name)),
  };
}

function isSame(a: Basis, b: Basis): boolean {
  return (
    sameItems(a.declarations, b.declarations) &&
    sameItems(a.callbacks, b.callbacks) &&
    sameItems(a.hiding, b.hiding)
  );
}

const objectNamesOfUnits = new WeakMap<Unit, ReadonlySet<string>>();

/** Names that a unit declares with a type of WSK, parameters, members and locals included. */
export function objectNames(unit: Unit): ReadonlySet<string> {
  let names = objectNamesOfUnits.get(unit);
  if (names === undefined) {
    names = [...unit.identifiers()].some(isMarkedType) ? declaredObjects(unit) : new Set();
    objectNamesOfUnits.set(unit, names);
  }
  return names;
}

function declaredObjects(unit: Unit): ReadonlySet<string> {
  const names = new Set<string>();
  const text = (node: SyntaxNode): string => textOf(unit, node);
  const visit = (node: SyntaxNode): void => {
    if (
      /^(?:parameter_|field_)?declaration$/.test(node.kind) &&
      isMarkedType(readSpecifiers(node, text).typeName)
    ) {
      for (const child of node.children) {
        const { name } = readDeclarator(child.field === 'declarator' ? child : undefined);
        if (name !== undefined) names.add(text(name));
      }
    }
    node.children.forEach(visit);
  };
  visit(unit.root());
  return names;
}

/** The type of an object of WSK, or of a pointer to a function of WSK. */
export function isMarkedType(typeName: string): boolean {
  return objectType(typeName) !== undefined || isPointerType(typeName);
}

function isPointerType(typeName: string): boolean {
  const symbol = lookup(typeName);
  return symbol !== undefined && 'pointerType' in symbol && symbol.pointerType === typeName;
}

/** Macros that call a function of WSK, themselves or through others. */
function macrosCalling(units: readonly Unit[]): ReadonlySet<string> {
  const defines = units.filter(({ kind }) => kind === 'define');
  const calling = new Set<string>();
  for (let before = -1; before !== calling.size;) {
    before = calling.size;
    for (const { name, identifiers } of defines.map((unit) => ({
      name: unit.name,
      identifiers: unit.identifiers(),
    }))) {
      if (name === undefined || calling.has(name)) continue;
      for (const used of identifiers) {
        if (used !== name && (callNames.has(used) || calling.has(used))) calling.add(name);
      }
    }
  }
  return calling;
}
