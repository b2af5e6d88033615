import { before, defineOperator, each, lifeCycle } from '../operator.ts';
import { failingStep } from '../mistakes.ts';

/** A later step of the set-up returns its failure without undoing what came before it. */
export const returnAfterRegister = defineOperator({
  id: 'return-after-register',
  breaks: ['WSK-REG-011'],
  rules: [
    'registration-never-deregistered',
    'registration-leak',
    'provider-npi-leak',
    'deregister-before-release',
    'registration-not-resident',
  ],
  what: 'A later step of the set-up returns its failure without undoing what came before it.',
  mutate: (driver) =>
    each(
      driver,
      ['leak-point'],
      (mark) =>
        mark.argument === 'npi'
          ? undefined
          : [before(mark, failingStep('return STATUS_INSUFFICIENT_RESOURCES;'))],
      lifeCycle,
    ),
});
