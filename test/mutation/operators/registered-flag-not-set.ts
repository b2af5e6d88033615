import { defineOperator, each, lifeCycle, remove } from '../operator.ts';
import { flagIs } from '../mistakes.ts';

/** The flag that tells the clean-up to deregister is never set. */
export const registeredFlagNotSet = defineOperator({
  id: 'registered-flag-not-set',
  breaks: ['WSK-REG-001', 'WSK-REG-011'],
  rules: ['registration-never-deregistered', 'registration-leak', 'registration-not-resident'],
  what: 'The flag that tells the clean-up to deregister is never set.',
  mutate: (driver) =>
    each(
      driver,
      ['flag-registered'],
      (mark) => (mark.argument === 'condition' ? flagIs(mark, 'FALSE') : [remove(mark)]),
      ['guard-deregister', ...lifeCycle],
    ),
});
