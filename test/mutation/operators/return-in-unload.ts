import { before, defineOperator, each, lifeCycle } from '../operator.ts';
import { failingStep } from '../mistakes.ts';

/** The tear-down returns early when an allocation fails, and the driver is unloaded while it is registered. */
export const returnInUnload = defineOperator({
  id: 'return-in-unload',
  breaks: ['WSK-REG-001'],
  rules: [
    'registration-never-deregistered',
    'registration-leak',
    'provider-npi-leak',
    'deregister-before-release',
    'registration-not-resident',
  ],
  what: 'The tear-down returns early when an allocation fails, and the driver is unloaded while it is registered.',
  mutate: (driver) =>
    each(driver, ['unload-start'], (mark) => [before(mark, failingStep('return;'))], lifeCycle),
});
