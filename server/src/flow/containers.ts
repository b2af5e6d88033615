import type { Place } from './place.ts';

/**
 * Places inside which another one was written in some state of a run: most have no members, and where they have none, nobody
 * needs to look for them. Grows only, and all states of a run share it.
 */
export class Containers {
  readonly #places = new Set<Place>();

  /** Notes all that a place lies inside. */
  add(place: Place): void {
    for (let cut = place.lastIndexOf('/'); cut > 0; cut = place.lastIndexOf('/', cut - 1)) {
      const container = place.slice(0, cut);
      // Those around it are known since it was noted itself.
      if (this.#places.has(container)) return;
      this.#places.add(container);
    }
  }

  /** False when no state has a place inside this one. */
  has(place: Place): boolean {
    return this.#places.has(place);
  }
}
