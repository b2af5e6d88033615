import { callBefore, ignored } from '../mistakes.ts';
import { defineOperator, each } from '../operator.ts';

/** The result of WskCaptureProviderNPI is not kept and not tested. */
export const captureResultIgnored = defineOperator({
  id: 'capture-result-ignored',
  breaks: ['WSK-CAP-008'],
  rules: ['capture-result-unchecked'],
  what: 'The result of WskCaptureProviderNPI is not kept and not tested.',
  mutate: (driver) =>
    each(driver, ['capture-check'], (mark) => ignored(mark, callBefore(driver, mark, 'capture')), [
      'capture',
    ]),
});
