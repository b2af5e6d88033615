import { defineOperator, each, withArgument } from '../operator.ts';

/** The time-out is a number of milliseconds times 10000. */
export const timeoutIn100ns = defineOperator({
  id: 'timeout-in-100ns',
  breaks: ['WSK-CAP-012'],
  rules: ['capture-timeout-unit'],
  what: 'The time-out is a number of milliseconds times 10000.',
  mutate: (driver) =>
    each(driver, ['capture'], (mark) => withArgument(mark, 'WskCaptureProviderNPI', 1, '500 * 10000')),
});
