import type { Output } from './host.ts';

/** A line on a terminal that tells how far a run is, and goes when there is something else to write. */
export interface Progress {
  show(done: number, total: number): void;
  clear(): void;
}

const eraseLine = '\r\x1b[2K';

/** On anything but a terminal it shows nothing. */
export function progressOn(stderr: Output): Progress {
  let isShown = false;
  return {
    show(done, total) {
      if (stderr.isTTY !== true || total < 2) return;
      stderr.write(`${eraseLine}wsk-lint: driver ${done + 1} of ${total}`);
      isShown = true;
    },
    clear() {
      if (isShown) stderr.write(eraseLine);
      isShown = false;
    },
  };
}
