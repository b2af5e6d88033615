import { defineOperator, each, lifeCycle, remove } from '../operator.ts';

/** The tear-down no longer calls WskDeregister. */
export const deleteDeregisterInUnload = defineOperator({
  id: 'delete-deregister-in-unload',
  breaks: ['WSK-REG-001'],
  rules: [
    'registration-never-deregistered',
    'registration-leak',
    'registration-on-stack',
    'registration-not-resident',
    'registered-twice',
  ],
  what: 'The tear-down no longer calls WskDeregister.',
  mutate: (driver) => each(driver, ['deregister-unload'], (mark) => [remove(mark)], lifeCycle),
});
