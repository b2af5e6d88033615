import { after, before, defineOperator, each } from '../operator.ts';
import { callBefore, variableOf } from '../mistakes.ts';

/** WskRegister and its check are in a loop that does not end with success. */
export const registerInLoop = defineOperator({
  id: 'register-in-loop',
  breaks: ['WSK-REG-003'],
  rules: ['registered-twice'],
  what: 'WskRegister and its check are in a loop that does not end with success.',
  mutate: (driver) =>
    each(driver, ['register-check'], (mark) => {
      const call = callBefore(driver, mark, 'register');
      if (call === undefined || variableOf(call) === undefined) return undefined;
      return [before(call, '{ int zqTry; for (zqTry = 0; zqTry < 3; zqTry++) {'), after(mark, '} }')];
    }),
});
