import { defineOperator, each, withArgument } from '../operator.ts';
import { underSpinLock } from '../mistakes.ts';

/** The NPI is captured, with a wait, while a spin lock is held. */
export const captureUnderSpinLock = defineOperator({
  id: 'capture-under-spin-lock',
  breaks: ['WSK-CAP-007'],
  rules: ['capture-irql-too-high'],
  what: 'The NPI is captured, with a wait, while a spin lock is held.',
  mutate: (driver) =>
    each(driver, ['capture'], (mark) => {
      const wait = withArgument(mark, 'WskCaptureProviderNPI', 1, '1000');
      const lock = underSpinLock(mark);
      return wait && lock && [...lock, ...wait];
    }),
});
