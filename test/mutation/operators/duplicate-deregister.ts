import { around, defineOperator, each } from '../operator.ts';

/** WskDeregister is called twice. */
export const duplicateDeregister = defineOperator({
  id: 'duplicate-deregister',
  breaks: ['WSK-REG-005'],
  rules: ['deregistered-twice', 'deregister-without-register'],
  what: 'WskDeregister is called twice.',
  mutate: (driver) =>
    each(driver, ['deregister-unload', 'deregister-undo'], (mark) => around(mark, '', mark.text)),
});
