import type { FunctionModel } from '../../model/ir.ts';
import type { Place } from '../../flow/place.ts';
import type { RuleContext } from '../rule.ts';

/** A function can write the name of the variable of file scope that a place is, or lies in. */
export function canName({ program }: RuleContext, fn: FunctionModel, place: Place): boolean {
  const [root = place] = place.split('/');
  const name = program.globalAt(root)?.name;
  return name !== undefined && program.globalPlace(name, fn) === root;
}
