import { defineOperator, each } from '../operator.ts';
import { unset } from '../mistakes.ts';

/** The dispatch table of the client NPI is not set. */
export const clientDispatchUnset = defineOperator({
  id: 'client-dispatch-unset',
  breaks: ['WSK-DSP-005'],
  rules: ['client-npi-uninitialized'],
  what: 'The dispatch table of the client NPI is not set.',
  mutate: (driver) => each(driver, ['npi-dispatch'], (mark) => unset(driver, mark), ['register']),
});
