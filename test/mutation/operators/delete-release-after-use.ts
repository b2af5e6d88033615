import { defineOperator, each, lifeCycle, remove } from '../operator.ts';

/** A function that captures the NPI for its own use no longer releases it. */
export const deleteReleaseAfterUse = defineOperator({
  id: 'delete-release-after-use',
  breaks: ['WSK-CAP-001'],
  rules: ['provider-npi-leak', 'deregister-before-release'],
  what: 'A function that captures the NPI for its own use no longer releases it.',
  mutate: (driver) => each(driver, ['release-use'], (mark) => [remove(mark)], lifeCycle),
});
