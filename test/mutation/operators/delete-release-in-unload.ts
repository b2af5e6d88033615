import { defineOperator, each, lifeCycle, remove } from '../operator.ts';

/** The tear-down deregisters but no longer releases the NPI. */
export const deleteReleaseInUnload = defineOperator({
  id: 'delete-release-in-unload',
  breaks: ['WSK-CAP-001', 'WSK-CAP-004'],
  rules: ['provider-npi-leak', 'deregister-before-release'],
  what: 'The tear-down deregisters but no longer releases the NPI.',
  mutate: (driver) =>
    each(driver, ['release-unload', 'call-release'], (mark) => [remove(mark)], [
      'deregister-unload',
      ...lifeCycle,
    ]),
});
