import { defineOperator, directlyBehind, each, remove } from '../operator.ts';

/** The provider is called although nobody has tested whether the NPI was captured. */
export const captureResultUntested = defineOperator({
  id: 'capture-result-untested',
  breaks: ['WSK-CAP-008'],
  rules: ['capture-result-unchecked', 'release-without-capture'],
  what: 'The provider is called although nobody has tested whether the NPI was captured.',
  mutate: (driver) =>
    each(
      driver,
      ['capture-check'],
      (mark) => (directlyBehind(driver, mark, 'provider-call') ? [remove(mark)] : undefined),
      ['capture', 'provider-call'],
    ),
});
