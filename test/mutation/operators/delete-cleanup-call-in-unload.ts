import { defineOperator, each, lifeCycle, remove } from '../operator.ts';

/** The tear-down no longer calls the clean-up function of the driver. */
export const deleteCleanupCallInUnload = defineOperator({
  id: 'delete-cleanup-call-in-unload',
  breaks: ['WSK-REG-001', 'WSK-CAP-001'],
  rules: [
    'registration-never-deregistered',
    'registration-leak',
    'provider-npi-leak',
    'deregister-before-release',
    'registration-not-resident',
  ],
  what: 'The tear-down no longer calls the clean-up function of the driver.',
  mutate: (driver) => each(driver, ['call-cleanup-unload'], (mark) => [remove(mark)], lifeCycle),
});
