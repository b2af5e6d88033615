import type { ProviderCallObservation } from '../../flow/observation.ts';
import type { ResourceState } from '../../flow/resource.ts';
import type { RuleContext } from '../rule.ts';
import { protocolCallsOf } from './observations.ts';

export interface ProviderCall {
  readonly observation: ProviderCallObservation;
  /** The capture that the provider NPI of the call comes from. */
  readonly capture: ResourceState;
}

/**
 * Calls through WSK_PROVIDER_DISPATCH with the capture that their provider NPI comes from. The pair is known from the
 * capture on the path, or from any capture of the program that fills the same place, or the same member of an object.
 */
export function* providerCalls(context: RuleContext): Generator<ProviderCall> {
  const blocks = new Map<string, string>();
  const members = new Map<string, string>();
  for (const { filled, place } of protocolCallsOf(context, 'provider-npi', 'open')) {
    if (filled === undefined) continue;
    blocks.set(filled, place);
    const object = commonObject(filled, place);
    if (object !== undefined) members.set(filled.slice(object.length), place.slice(object.length));
  }
  for (const observation of context.observations) {
    if (observation.kind !== 'provider-call' || observation.npi === undefined) continue;
    const { npi, captures } = observation;
    let block = blocks.get(npi);
    for (const [member, sibling] of members) {
      if (block === undefined && npi.startsWith('O:') && npi.endsWith(member)) {
        block = npi.slice(0, -member.length) + sibling;
      }
    }
    const capture =
      captures.find(({ companion }) => companion === npi) ??
      // An NPI of another capture of the same block stays valid when this path's own is released.
      captures.find(({ place, beneath }) => place === block && beneath !== 'unknown') ??
      (block === undefined ? onlyNeighbour(npi, captures) : undefined);
    if (capture !== undefined) yield { observation, capture };
  }
}

/** The one capture through a block that the NPI's object holds, or holds a pointer to. */
function onlyNeighbour(npi: string, captures: readonly ResourceState[]): ResourceState | undefined {
  const object = npi.slice(0, npi.lastIndexOf('/'));
  if (!object.startsWith('O:')) return undefined;
  const [only, ...others] = captures.filter(
    ({ place }) => place.startsWith(`${object}/`) || place.startsWith(`O:@${object}/`),
  );
  return others.length > 0 ? undefined : only;
}

/** The object that both places are members of, for places inside objects reached through pointers. */
function commonObject(a: string, b: string): string | undefined {
  if (!a.startsWith('O:')) return undefined;
  let end = 0;
  for (let i = 0; i < Math.min(a.length, b.length) && a[i] === b[i]; i++)
    if (a[i + 1] === '/' && b[i + 1] === '/') end = i + 1;
  return end === 0 ? undefined : a.slice(0, end);
}
