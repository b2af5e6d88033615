import { after, defineOperator, each } from '../operator.ts';
import { callBefore, variableOf } from '../mistakes.ts';

/** The registration is registered again right behind the check. */
export const registerTwice = defineOperator({
  id: 'register-twice',
  breaks: ['WSK-REG-003'],
  rules: ['registered-twice'],
  what: 'The registration is registered again right behind the check.',
  mutate: (driver) =>
    each(driver, ['register-check'], (mark) => {
      const call = callBefore(driver, mark, 'register');
      return variableOf(call) && call ? [after(mark, `${call.text} ${mark.text}`)] : undefined;
    }),
});
