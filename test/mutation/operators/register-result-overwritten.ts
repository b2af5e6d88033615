import { callBefore, variableOf } from '../mistakes.ts';
import { defineOperator, directlyBehind, each, remove } from '../operator.ts';

/** The result of the capture takes the place of the result of WskRegister, which nobody has tested. */
export const registerResultOverwritten = defineOperator({
  id: 'register-result-overwritten',
  breaks: ['WSK-REG-010'],
  rules: ['register-result-unchecked', 'capture-without-register', 'deregister-without-register'],
  what: 'The result of the capture takes the place of the result of WskRegister, which nobody has tested.',
  mutate: (driver) =>
    each(
      driver,
      ['register-check'],
      (mark) => {
        const next = directlyBehind(driver, mark, 'capture');
        return next && variableOf(next) === variableOf(callBefore(driver, mark, 'register'))
          ? [remove(mark)]
          : undefined;
      },
      ['register'],
    ),
});
