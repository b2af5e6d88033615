import { defineOperator, each, lifeCycle } from '../operator.ts';
import { unguarded } from '../mistakes.ts';

/** The clean-up deregisters whether the driver is registered or not. */
export const deregisterGuardRemoved = defineOperator({
  id: 'deregister-guard-removed',
  breaks: ['WSK-REG-004'],
  rules: ['deregister-without-register', 'deregistered-twice'],
  what: 'The clean-up deregisters whether the driver is registered or not.',
  mutate: (driver) => each(driver, ['guard-deregister'], unguarded, lifeCycle),
});
