import { defineOperator, each, withArgument } from '../operator.ts';

/** The capture waits without limit while the driver is loaded or the device started. */
export const infiniteWaitInEntry = defineOperator({
  id: 'infinite-wait-in-entry',
  breaks: ['WSK-CAP-005'],
  rules: ['infinite-wait-in-driver-entry'],
  what: 'The capture waits without limit while the driver is loaded or the device started.',
  mutate: (driver) =>
    each(driver, ['capture'], (mark) =>
      mark.argument === 'entry'
        ? withArgument(mark, 'WskCaptureProviderNPI', 1, 'WSK_INFINITE_WAIT')
        : undefined,
    ),
});
