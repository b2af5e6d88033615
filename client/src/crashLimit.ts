/** Decides whether a server that stopped unasked is started again: not when it keeps stopping. */
export class CrashLimit {
  /** Restarts allowed within the period; one stop more and it stays off. */
  readonly maximum = 4;
  readonly minutes = 3;
  #times: readonly number[] = [];

  /** Counts one crash. `now` in milliseconds. */
  mayRestart(now: number): boolean {
    this.#times = [...this.#times.filter((time) => now - time < this.minutes * 60_000), now];
    return this.#times.length <= this.maximum;
  }

  /** A person asked for a restart: what happened before no longer counts. */
  reset(): void {
    this.#times = [];
  }
}
