import type { ProtocolObservation } from '../../flow/observation.ts';
import { raisedAt } from './irql.ts';

/**
 * The callback of WSK, or of an IRP, that a call runs in, in words; undefined when it runs in none. A completion routine that
 * made sure of its IRQL may be one of another device, and is not meant.
 */
export function callbackAround(
  observation: Pick<ProtocolObservation, 'roles' | 'root' | 'irql'>,
): string | undefined {
  const { roles, root } = observation;
  if (roles.includes('wsk-event-callback')) return `the WSK event callback ${root.name}`;
  if (!roles.includes('completion') || raisedAt(observation) === undefined) return undefined;
  return `the completion routine ${root.name}`;
}
