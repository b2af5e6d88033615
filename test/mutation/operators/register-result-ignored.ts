import { callBefore, ignored } from '../mistakes.ts';
import { defineOperator, each } from '../operator.ts';

/** The result of WskRegister is not kept and not tested. */
export const registerResultIgnored = defineOperator({
  id: 'register-result-ignored',
  breaks: ['WSK-REG-010'],
  rules: ['register-result-unchecked'],
  what: 'The result of WskRegister is not kept and not tested.',
  mutate: (driver) =>
    each(driver, ['register-check'], (mark) => ignored(mark, callBefore(driver, mark, 'register')), [
      'register',
    ]),
});
