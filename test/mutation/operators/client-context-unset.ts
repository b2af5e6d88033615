import { defineOperator, each } from '../operator.ts';
import { unset } from '../mistakes.ts';

/** The context of the client NPI is not set. */
export const clientContextUnset = defineOperator({
  id: 'client-context-unset',
  breaks: ['WSK-DSP-005'],
  rules: ['client-npi-uninitialized'],
  what: 'The context of the client NPI is not set.',
  mutate: (driver) => each(driver, ['npi-context'], (mark) => unset(driver, mark), ['register']),
});
