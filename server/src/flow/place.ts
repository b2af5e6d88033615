/**
 * Places are access paths written as text: a root (`L:fn:name` a local or parameter, `G:name` a global, `O:identity` the
 * object that a pointer of that identity points to, `C:fn:id` and `T:fn:id` values of calls and temporaries), then `/field`
 * or `/[index]` steps. Dereferences do not appear: a pointer's place is replaced by what it points to, so that every
 * alias of an object gives the same text.
 */
export type Place = string;

/** The place lies inside (or is) the container. */
export function isInside(place: Place, container: Place): boolean {
  return place === container || (place.startsWith(container) && place[container.length] === '/');
}

/** The places are equal, or the same member of two objects reached through pointers that may be equal. */
export function isSameMember(a: Place, b: Place): boolean {
  if (a === b) return true;
  const member = a.slice(a.lastIndexOf('/'));
  const isThroughPointer = a.startsWith('O:') || b.startsWith('O:');
  return isThroughPointer && member.startsWith('/') && b.endsWith(member);
}

/** Name of the variable or member at a place; of an element, that of its array. */
export function lastName(place: Place): string {
  return /(\w+)(?:~\w+)?$/.exec(place.replace(/(?:\/\[[^\]]*\])+$/, ''))?.[1] ?? '';
}

/** A composed identity is made from another one, not from one that merely begins alike: `call:f.1`, not `call:f.12`. */
export function mentionsIdentity(text: string, identity: string): boolean {
  for (let at = text.indexOf(identity); at >= 0; at = text.indexOf(identity, at + 1)) {
    if (!/\w/.test(text[at + identity.length] ?? '')) return true;
  }
  return false;
}

/**
 * A root that stands for the same object in every round of a loop: a variable, or what a parameter, a global or the result
 * of a call points to (a call that runs again in the round has another result, see `State.retire`).
 */
export function isLoopInvariant(place: Place): boolean {
  return !place.startsWith('O:') || /^O:(?:@[LG]:[^@(]*$|call:[\w:.]+(?:~\w+)?[\w:.]*(?:\/|$))/.test(place);
}

/** An index that is not a constant: the place stands for several objects and is not tracked. */
export function isInexact(place: Place): boolean {
  return place.includes('/[?]');
}

/** Given to `State.escape` for a call that may reach any global. */
export const anyGlobal: Place = 'G:*';

/** Given to `State.escape` where code that is not seen may have reached whatever a pointer points to. */
export const anyObject: Place = 'O:*';
