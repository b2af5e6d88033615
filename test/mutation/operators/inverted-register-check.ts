import { defineOperator, each, inSameFunction, lifeCycle } from '../operator.ts';
import { inverted } from '../mistakes.ts';

/** The check behind WskRegister leaves when the call succeeded, and goes on to capture when it failed. */
export const invertedRegisterCheck = defineOperator({
  id: 'inverted-register-check',
  breaks: ['WSK-REG-011', 'WSK-CAP-013'],
  rules: [
    'registration-never-deregistered',
    'registration-leak',
    'capture-without-register',
    'deregister-without-register',
  ],
  what: 'The check behind WskRegister leaves when the call succeeded, and goes on to capture when it failed.',
  mutate: (driver) =>
    each(
      driver,
      ['register-check'],
      (mark) => (inSameFunction(driver, mark, 'capture').length > 0 ? inverted(mark) : undefined),
      lifeCycle,
    ),
});
