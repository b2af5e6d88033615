/** Asked between units of work; the structural subset of the protocol library's token that the core needs. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

/** Thrown by work that found its token cancelled; never reported to a person. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** Throws {@link Cancelled} when the token asks for it. */
export function throwIfCancelled(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested === true) throw new Cancelled();
}
