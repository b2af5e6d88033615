/** A person went back to the step before. */
export const back = Symbol('back');

/**
 * Asks one thing. Gets all answers so far, and gives them with its own; `back`, or undefined when the person cancels.
 * @param number of the step, from 0
 */
export type Step<Answers> = (answers: Answers, number: number) => Promise<Answers | typeof back | undefined>;

/**
 * Goes through steps forwards and backwards; undefined when one is cancelled. Answers are kept on the way back, so that
 * a step which is taken again can start with what it was told. The first step cannot go back.
 */
export async function runSteps<Answers>(
  steps: readonly Step<Answers>[],
  start: Answers,
): Promise<Answers | undefined> {
  let answers = start;
  let number = 0;
  for (let step = steps[0]; step !== undefined; step = steps[number]) {
    const outcome = await step(answers, number);
    if (outcome === undefined) return undefined;
    if (outcome === back) {
      number = Math.max(number - 1, 0);
    } else {
      answers = outcome;
      number++;
    }
  }
  return answers;
}
