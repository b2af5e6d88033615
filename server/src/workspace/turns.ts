/** Milliseconds after which others get a turn: shorter than the steps that most work comes in, so that a request waits for one of them. */
const turn = 1;

/**
 * Runs work that comes in steps. When it has taken longer than a turn, what else waits in the event loop goes first
 * (changes, cancellations, other requests); then `mayGoOn` throws if the work is no longer wanted.
 */
export async function inTurns<T>(steps: Iterator<void, T>, mayGoOn: () => void): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < turn) continue;
    await new Promise((resolve) => setTimeout(resolve));
    mayGoOn();
    since = performance.now();
  }
}
