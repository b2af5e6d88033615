import { defineOperator, each, lifeCycle, remove } from '../operator.ts';

/** A path that fails no longer releases the NPI. */
export const deleteReleaseOnFailingPath = defineOperator({
  id: 'delete-release-on-failing-path',
  breaks: ['WSK-CAP-001', 'WSK-CAP-004'],
  rules: ['provider-npi-leak', 'deregister-before-release'],
  what: 'A path that fails no longer releases the NPI.',
  mutate: (driver) =>
    each(driver, ['release-undo'], (mark) => [remove(mark)], ['deregister-undo', ...lifeCycle]),
});
