/**
 * The neighbours: kernel routines that WSK code cannot do without, in the form of the catalogue. Their remarks say what matters
 * for WSK; what else there is to know of them, other C tooling shows. They are no part of the catalogue, so that nothing which
 * goes through it answers for names that are not of WSK.
 */
import { statusCodes } from '../statusCodes.ts';
import type { RoutineSymbol, StatusSymbol } from '../types.ts';
import { driver } from './driver.ts';
import { locks } from './locks.ts';
import { memory } from './memory.ts';
import { requests } from './requests.ts';
import { generalStatuses } from './statuses.ts';
import { waiting } from './waiting.ts';
import { work } from './work.ts';

export { generalStatuses } from './statuses.ts';

export const neighbours: readonly RoutineSymbol[] = [
  ...requests,
  ...waiting,
  ...memory,
  ...locks,
  ...work,
  ...driver,
];

const routines = new Map<string, RoutineSymbol>(
  neighbours.flatMap((routine) => [routine.name, ...routine.aliases].map((name) => [name, routine] as const)),
);
const statuses = new Map<string, StatusSymbol>(
  [...statusCodes, ...generalStatuses].map((status) => [status.name, status] as const),
);

/** The kernel routine with this name or alias: `IoAllocateIrp`, `PIO_COMPLETION_ROUTINE`, `DriverEntry`. */
export function neighbour(name: string): RoutineSymbol | undefined {
  return routines.get(name);
}

/**
 * A status, with what it means in WSK: one of the catalogue, or one that every driver uses, which means something of its own
 * only as the result of a WSK call.
 */
export function statusNamed(name: string): StatusSymbol | undefined {
  return statuses.get(name);
}
