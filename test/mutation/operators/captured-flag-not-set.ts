import { defineOperator, each, lifeCycle, remove } from '../operator.ts';
import { flagIs } from '../mistakes.ts';

/** The flag that tells the clean-up to release the NPI is never set. */
export const capturedFlagNotSet = defineOperator({
  id: 'captured-flag-not-set',
  breaks: ['WSK-CAP-001', 'WSK-CAP-004'],
  rules: ['provider-npi-leak', 'deregister-before-release'],
  what: 'The flag that tells the clean-up to release the NPI is never set.',
  mutate: (driver) =>
    each(
      driver,
      ['flag-captured'],
      (mark) => (mark.argument === 'condition' ? flagIs(mark, 'FALSE') : [remove(mark)]),
      ['guard-release', 'deregister-unload', 'deregister-undo', ...lifeCycle],
    ),
});
