import { defineOperator, each, lifeCycle, remove } from '../operator.ts';

/** The driver registers but sets no unload routine. */
export const noUnloadRoutine = defineOperator({
  id: 'no-unload-routine',
  breaks: ['WSK-REG-013'],
  rules: ['no-unload-routine'],
  what: 'The driver registers but sets no unload routine.',
  mutate: (driver) => each(driver, ['unload-assign'], (mark) => [remove(mark)], lifeCycle),
});
