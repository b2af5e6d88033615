import { before, defineOperator, each, lifeCycle } from '../operator.ts';
import { failingStep } from '../mistakes.ts';

/** A function that captured the NPI for its own use returns the failure of a step without releasing it. */
export const returnWhileCaptured = defineOperator({
  id: 'return-while-captured',
  breaks: ['WSK-CAP-001'],
  rules: ['provider-npi-leak', 'deregister-before-release'],
  what: 'A function that captured the NPI for its own use returns the failure of a step without releasing it.',
  mutate: (driver) =>
    each(
      driver,
      ['leak-point'],
      (mark) =>
        mark.argument === 'npi'
          ? [before(mark, failingStep('return STATUS_INSUFFICIENT_RESOURCES;'))]
          : undefined,
      lifeCycle,
    ),
});
