import { describe, expect, it } from 'vitest';
import type { Finding } from '../../server/src/base/finding.ts';
import { LineIndex } from '../../server/src/base/text.ts';
import { analyseDriver } from '../support/analyseDriver.ts';
import { loadDrivers, type Driver } from './driver.ts';
import { knownMisses } from './knownMisses.ts';
import type { Mutant, Operator } from './operator.ts';
import { operators } from './operators/index.ts';

/** The share of the mutants that has to be reported. */
const requiredShare = 0.95;

/** What became of a mutant. */
interface Outcome {
  readonly operator: string;
  /** As `knownMisses.ts` names it. */
  readonly name: string;
  readonly reported: boolean;
  /** What was found, for people. */
  readonly found: readonly string[];
}

const drivers = loadDrivers();
const known = new Set(
  knownMisses.flatMap(({ operator, mutants }) => mutants.map((name) => `${operator} ${name}`)),
);
const outcomes: Outcome[] = [];

describe('the drivers without a mistake', () => {
  it.each(drivers)('$name is clean', (driver) => {
    expect(falseAlarms(driver)).toEqual([]);
  });
});

describe('mutants are reported', () => {
  it.each(operators)('$id', (operator) => {
    const own = drivers.flatMap((driver) => run(operator, driver));
    outcomes.push(...own);
    expect(own, `${operator.id} yields mutants`).not.toEqual([]);
    if (operator.rules.length === 0) {
      const reported = own.filter((outcome) => outcome.reported);
      expect(reported, 'a rule covers the fact by now').toEqual([]);
      return;
    }
    const unexpected = own.filter((outcome) => !outcome.reported && !known.has(key(outcome)));
    expect(unexpected.map(({ name, found }) => ({ name, found }))).toEqual([]);
  });

  it('has no known miss that is reported, or that is no mutant', () => {
    const missed = new Set(outcomes.filter(({ reported }) => !reported).map(key));
    expect([...known].filter((each) => !missed.has(each))).toEqual([]);
  });

  it(`reports ${requiredShare * 100} %`, () => {
    const counted = outcomes.filter(counts);
    const reported = counted.filter((outcome) => outcome.reported);
    if (process.env['MUTATION_TABLE'] !== undefined) process.stdout.write(table());
    expect(reported.length / counted.length).toBeGreaterThanOrEqual(requiredShare);
  });
});

/** Findings of the driver without a mistake. */
function falseAlarms(driver: Driver): string[] {
  const texts = new Map(driver.files.map(({ name, text }) => [name, text]));
  return described(texts, analyseDriver(texts));
}

function run(operator: Operator, driver: Driver): Outcome[] {
  const numbers = new Map<string, number>();
  return operator.mutate(driver).map((mutant) => {
    expectSameLines(driver, mutant);
    const where = `${driver.name}/${mutant.mark.in?.name ?? mutant.mark.file.name}`;
    const count = (numbers.get(where) ?? 0) + 1;
    numbers.set(where, count);
    const findings = analyseDriver(mutant.files);
    return {
      operator: operator.id,
      name: count === 1 ? where : `${where}#${count}`,
      reported: [...findings].some(([file, own]) =>
        own.some((finding) => tells(operator, mutant, file, finding)),
      ),
      found: described(mutant.files, findings),
    };
  });
}

/** Whether a finding tells about the mistake of a mutant: an expected rule in a right place. */
function tells(operator: Operator, mutant: Mutant, file: string, finding: Finding): boolean {
  const { line } = new LineIndex(mutant.files.get(file) ?? '').position(finding.span.start);
  return (
    (operator.rules.length === 0 || operator.rules.some((rule) => rule === finding.rule)) &&
    mutant.at.some((place) => place.file === file && place.first <= line && line <= place.last)
  );
}

/** The places are lines of the driver, so that a mutant must have the same ones. */
function expectSameLines(driver: Driver, mutant: Mutant): void {
  for (const { name, text } of driver.files) {
    expect(mutant.files.get(name)?.split('\n').length, name).toBe(text.split('\n').length);
  }
  expect(driver.files.some(({ name, text }) => mutant.files.get(name) !== text)).toBe(true);
}

function described(
  files: ReadonlyMap<string, string>,
  findings: ReadonlyMap<string, readonly Finding[]>,
): string[] {
  return [...findings].flatMap(([file, own]) => {
    const lines = new LineIndex(files.get(file) ?? '');
    return own.map(({ rule, span }) => `${file}:${lines.position(span.start).line + 1} ${rule}`);
  });
}

/** Whether the outcome counts for the share: there is a rule. */
function counts(outcome: Outcome): boolean {
  return operators.some(({ id, rules }) => id === outcome.operator && rules.length > 0);
}

function key({ operator, name }: Pick<Outcome, 'operator' | 'name'>): string {
  return `${operator} ${name}`;
}

function table(): string {
  const rows = operators.map(({ id }) => row(id, (outcome) => outcome.operator === id));
  const total = row('total', () => true);
  const counted = row('total that counts', counts);
  const misses = outcomes
    .filter((outcome) => !outcome.reported)
    .map((outcome) => `${key(outcome)}: ${outcome.found.join(', ') || 'nothing'}`);
  return [
    ['operator', 'mutants', 'reported', 'missed'].join(' | '),
    ...rows,
    total,
    counted,
    '',
    'missed, and what is found instead:',
    ...misses,
    '',
  ].join('\n');
}

function row(title: string, of: (outcome: Outcome) => boolean): string {
  const own = outcomes.filter(of);
  const reported = own.filter((outcome) => outcome.reported).length;
  return [title, own.length, reported, own.length - reported].join(' | ');
}
