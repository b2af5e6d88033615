import { catalogue, lookup, structureNamed, type RoutineSymbol } from '../../catalogue/index.ts';

/** Callbacks by the member that holds them in a table, `WskAcceptEvent`. A name holds the same callback in every table. */
const byMember = new Map<string, RoutineSymbol>();

for (const symbol of catalogue) {
  if (symbol.kind !== 'structure') continue;
  for (const { name, type } of symbol.members) {
    const routine = callbackOfType(type);
    if (routine !== undefined) byMember.set(name, routine);
  }
}

/** The callback that a member of this name holds, whatever the table; undefined when no table has such a member. */
export function callbackOfMember(name: string): RoutineSymbol | undefined {
  return byMember.get(name);
}

/** The callback that a table holds in a position (0-based). */
export function callbackAt(table: string, position: number): RoutineSymbol | undefined {
  const name = structureNamed(table)?.members[position]?.name;
  return name === undefined ? undefined : byMember.get(name);
}

/** The structure, by any of its names, is a table of callbacks. */
export function isCallbackTable(name: string): boolean {
  return structureNamed(name)?.members.some((member) => byMember.has(member.name)) === true;
}

function callbackOfType(type: string): RoutineSymbol | undefined {
  const symbol = lookup(type);
  return symbol?.kind === 'callback' ? symbol : undefined;
}
