import { describe, expect, it } from 'vitest';
import { ruleMetas } from '../../../server/src/rules/index.ts';
import { refusedFacts } from '../../../server/src/rules/refused.ts';

/** The facts about registration, dispatch table, provider NPI, Network Module Registrar and project that a driver can break. */
const facts = [
  ...numbered('REG', 15),
  ...numbered('DSP', 6),
  ...numbered('CAP', 13),
  ...numbered('NMR', 10),
  ...numbered('PRJ', 10),
];

function numbered(group: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `WSK-${group}-${String(index + 1).padStart(3, '0')}`);
}

describe('the facts', () => {
  const covered = ruleMetas.flatMap((rule) => rule.facts);
  const refused = refusedFacts.map(({ fact }) => fact);

  it('are each covered by a rule, or refused', () => {
    expect([...covered, ...refused].sort()).toEqual([...facts].sort());
  });

  it.each(refusedFacts)('$fact is refused for a reason', ({ summary, because }) => {
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    expect(because).toMatch(/^[A-Z].*\.$/);
  });
});
