import { defineOperator, each, lifeCycle, remove } from '../operator.ts';

/** A path that fails no longer calls the clean-up function of the driver. */
export const deleteCleanupCallOnFailingPath = defineOperator({
  id: 'delete-cleanup-call-on-failing-path',
  breaks: ['WSK-REG-011', 'WSK-CAP-001'],
  rules: [
    'registration-never-deregistered',
    'registration-leak',
    'provider-npi-leak',
    'deregister-before-release',
    'registration-not-resident',
  ],
  what: 'A path that fails no longer calls the clean-up function of the driver.',
  mutate: (driver) => each(driver, ['call-cleanup-undo'], (mark) => [remove(mark)], lifeCycle),
});
