/**
 * The candidate that a mistyped word most likely means, for "did you mean": the one that fewest insertions, deletions,
 * replacements and swaps of neighbours lead to, at most one for every three letters; else the only one that it begins.
 * Case does not count. Undefined when nothing is that near; of equals the first.
 */
export function nearest<T extends string>(word: string, candidates: readonly T[]): T | undefined {
  const wanted = word.toLowerCase();
  let best: T | undefined;
  let least = Math.floor(word.length / 3) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  if (best !== undefined || wanted.length < 3) return best;
  const [begun, ...others] = candidates.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return others.length === 0 ? begun : undefined;
}

/** Optimal string alignment distance. */
function distance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let steps = Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) steps = Math.min(steps, at(beforeLast, j - 2) + 1);
      row.push(steps);
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
