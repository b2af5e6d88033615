import { defineOperator, each, withArgument } from '../operator.ts';

/** The time-out is a relative time of 100 ns units. */
export const timeoutNegative = defineOperator({
  id: 'timeout-negative',
  breaks: ['WSK-CAP-012'],
  rules: ['capture-timeout-unit'],
  what: 'The time-out is a relative time of 100 ns units.',
  mutate: (driver) =>
    each(driver, ['capture'], (mark) => withArgument(mark, 'WskCaptureProviderNPI', 1, '-10 * 1000 * 1000')),
});
