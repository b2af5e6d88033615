import { defineOperator, each } from '../operator.ts';
import { underSpinLock } from '../mistakes.ts';

/** WskRegister is called with a spin lock held. */
export const registerUnderSpinLock = defineOperator({
  id: 'register-under-spin-lock',
  breaks: ['WSK-REG-009'],
  rules: ['registration-irql-too-high'],
  what: 'WskRegister is called with a spin lock held.',
  mutate: (driver) => each(driver, ['register'], underSpinLock),
});
