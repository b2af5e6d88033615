import { defineOperator, each, lifeCycle, tearDown } from '../operator.ts';
import { inverted } from '../mistakes.ts';

/** The check behind WskCaptureProviderNPI leaves when the call succeeded, and goes on when it failed. */
export const invertedCaptureCheck = defineOperator({
  id: 'inverted-capture-check',
  breaks: ['WSK-CAP-001', 'WSK-CAP-008'],
  rules: [
    'provider-npi-leak',
    'deregister-before-release',
    'capture-result-unchecked',
    'release-without-capture',
  ],
  what: 'The check behind WskCaptureProviderNPI leaves when the call succeeded, and goes on when it failed.',
  mutate: (driver) => each(driver, ['capture-check'], inverted, ['provider-call', ...tearDown, ...lifeCycle]),
});
