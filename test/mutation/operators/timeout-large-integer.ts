import { before, defineOperator, each, withArgument } from '../operator.ts';

/** The time-out is the QuadPart of a LARGE_INTEGER. */
export const timeoutLargeInteger = defineOperator({
  id: 'timeout-large-integer',
  breaks: ['WSK-CAP-012'],
  rules: ['capture-timeout-unit'],
  what: 'The time-out is the QuadPart of a LARGE_INTEGER.',
  mutate: (driver) =>
    each(driver, ['capture'], (mark) => {
      const edits = withArgument(mark, 'WskCaptureProviderNPI', 1, '(ULONG)zqTimeout.QuadPart');
      return edits && [...edits, before(mark, 'LARGE_INTEGER zqTimeout; zqTimeout.QuadPart = -10000000;')];
    }),
});
