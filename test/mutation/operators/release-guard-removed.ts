import { defineOperator, each, lifeCycle } from '../operator.ts';
import { unguarded } from '../mistakes.ts';

/** The clean-up releases the NPI whether it is captured or not. */
export const releaseGuardRemoved = defineOperator({
  id: 'release-guard-removed',
  breaks: ['WSK-CAP-003'],
  rules: ['release-without-capture'],
  what: 'The clean-up releases the NPI whether it is captured or not.',
  mutate: (driver) => each(driver, ['guard-release'], unguarded, lifeCycle),
});
