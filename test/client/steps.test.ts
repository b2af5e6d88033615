import { describe, expect, it } from 'vitest';
import { back, runSteps, type Step } from '../../client/src/newDriver/steps.ts';

type Answers = readonly string[];

/** Steps that do what a script says, one word a question, and write down what they were asked with. */
function scripted(script: readonly string[]) {
  const asked: string[] = [];
  const words = [...script];
  const step: Step<Answers> = (answers, number) => {
    asked.push(`${number}: ${answers.join(' ')}`);
    const word = words.shift();
    if (word === 'cancel' || word === undefined) return Promise.resolve(undefined);
    return Promise.resolve(word === 'back' ? back : [...answers, word]);
  };
  return { asked, run: () => runSteps([step, step, step], []) };
}

describe('steps', () => {
  it('are taken in order, each with the answers before it', async () => {
    const { asked, run } = scripted(['a', 'b', 'c']);
    expect(await run()).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual(['0: ', '1: a', '2: a b']);
  });

  it('go back one at a time, not before the first, and keep the answers', async () => {
    const { asked, run } = scripted(['back', 'a', 'b', 'back', 'back', 'c', 'd', 'e']);
    expect(await run()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(asked.map((line) => line.slice(0, 1))).toEqual(['0', '0', '1', '2', '1', '0', '1', '2']);
  });

  it.each([0, 1, 2])('end when step %i is cancelled', async (number) => {
    const { asked, run } = scripted([...['a', 'b', 'c'].slice(0, number), 'cancel']);
    expect(await run()).toBeUndefined();
    expect(asked.length).toBe(number + 1);
  });
});
