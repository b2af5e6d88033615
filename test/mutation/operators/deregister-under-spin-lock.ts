import { defineOperator, each } from '../operator.ts';
import { underSpinLock } from '../mistakes.ts';

/** WskDeregister is called with a spin lock held. */
export const deregisterUnderSpinLock = defineOperator({
  id: 'deregister-under-spin-lock',
  breaks: ['WSK-REG-009'],
  rules: ['registration-irql-too-high'],
  what: 'WskDeregister is called with a spin lock held.',
  mutate: (driver) => each(driver, ['deregister-unload', 'deregister-undo'], underSpinLock),
});
