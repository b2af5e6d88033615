import type { RoutineSymbol } from '../../catalogue/index.ts';
import { field } from '../../model/tree.ts';
import { readDeclarator, readSpecifiers } from '../../model/types.ts';
import type { ParsedFile, Unit } from '../../syntax/index.ts';
import { pointeeOf } from '../meaning/objects.ts';
import { textOf } from '../meaning/typeNames.ts';

/** Names of the driver's functions whose parameters are those of a callback, in source order. */
export function functionsLike(file: ParsedFile, routine: RoutineSymbol): string[] {
  const names = file.units.flatMap(({ unit }) =>
    unit.name !== undefined && mayFit(unit, routine) && fits(unit, routine) ? [unit.name] : [],
  );
  return [...new Set(names)];
}

/** Decides by the text, so that few functions of a long file are parsed. */
function mayFit({ kind, source }: Unit, { params }: RoutineSymbol): boolean {
  if (kind !== 'function' && kind !== 'declaration') return false;
  const body = source.indexOf('{');
  const head = body < 0 ? source : source.slice(0, body);
  const types = params.map(({ type }) => pointeeOf(type).base).filter((base) => base !== 'VOID');
  return head.split(',').length >= params.length && types.every((base) => head.includes(base));
}

function fits(unit: Unit, { params }: RoutineSymbol): boolean {
  const list = readDeclarator(field(unit.root(), 'declarator')).parameters?.children ?? [];
  const declared = list.filter(({ kind }) => kind === 'parameter_declaration');
  return (
    declared.length === params.length &&
    declared.every((node, index) => {
      const { typeName } = readSpecifiers(node, (part) => textOf(unit, part));
      const { pointers } = readDeclarator(field(node, 'declarator'));
      const found = pointeeOf(typeName + '*'.repeat(pointers));
      const expected = pointeeOf(params[index]?.type ?? '');
      return found.base === expected.base && found.pointers === expected.pointers;
    })
  );
}
