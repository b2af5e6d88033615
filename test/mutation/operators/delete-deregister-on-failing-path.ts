import { defineOperator, each, lifeCycle, remove } from '../operator.ts';

/** A path that fails no longer calls WskDeregister. */
export const deleteDeregisterOnFailingPath = defineOperator({
  id: 'delete-deregister-on-failing-path',
  breaks: ['WSK-REG-011'],
  rules: ['registration-never-deregistered', 'registration-leak', 'registration-not-resident'],
  what: 'A path that fails no longer calls WskDeregister.',
  mutate: (driver) => each(driver, ['deregister-undo'], (mark) => [remove(mark)], lifeCycle),
});
