import { expect, test } from 'vitest';
import type { Sources } from '../../../server/src/analysis/analyser.ts';
import { Cancelled } from '../../../server/src/base/cancellation.ts';
import type { Finding } from '../../../server/src/base/finding.ts';
import { silentLogger } from '../../../server/src/base/logger.ts';
import { readSettings } from '../../../server/src/workspace/settings.ts';
import { inTurns } from '../../../server/src/workspace/turns.ts';
import { Workspace } from '../../../server/src/workspace/workspace.ts';
import { testParser } from '../../support/parser.ts';
import { FakeAnalyser } from '../lsp/fakeAnalyser.ts';

/** Steps that keep the processor busy for a while each. */
function* busySteps(count: number): Generator<void, string> {
  for (let step = 0; step < count; step++) {
    const until = performance.now() + 12;
    while (performance.now() < until);
    yield;
  }
  return 'done';
}

test('others have a turn while steps are under way', async () => {
  const order: string[] = [];
  setTimeout(() => order.push('other'));
  await inTurns(busySteps(4), () => order.push('asked'));
  expect(order.indexOf('other')).toBeGreaterThanOrEqual(0);
  expect(order).toContain('asked');
});

test('work that is no longer wanted ends', async () => {
  const refuse = (): never => {
    throw new Cancelled();
  };
  await expect(inTurns(busySteps(1000), refuse)).rejects.toBeInstanceOf(Cancelled);
});

test('an analysis that is overtaken by a newer version is given up and announced to nobody', async () => {
  class BusyAnalyser extends FakeAnalyser {
    override *analyseInSteps(sources: Sources): Generator<void, Finding[]> {
      yield* busySteps(5);
      return this.analyse(sources);
    }
  }
  const announced: number[] = [];
  const workspace = new Workspace(await testParser(), new BusyAnalyser(), silentLogger, (_uri, { id }) =>
    announced.push(id),
  );
  const { settings } = readSettings(undefined);
  workspace.open('file:///a.c', 'c', 1, 'BUG;');
  const snapshot = workspace.snapshot('file:///a.c');
  if (snapshot === undefined) throw new Error('the file is open');
  const judged = workspace.judge(snapshot, settings);
  setTimeout(() => {
    workspace.change('file:///a.c', 2, 'int a;');
  });
  await expect(judged).rejects.toBeInstanceOf(Cancelled);
  expect(announced).toEqual([]);
});
