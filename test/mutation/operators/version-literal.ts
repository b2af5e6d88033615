import { defineOperator, each, within } from '../operator.ts';

/** The version of the client dispatch table is the number 1, which is 0.1. */
export const versionLiteral = defineOperator({
  id: 'version-literal',
  breaks: ['WSK-DSP-001'],
  rules: ['client-dispatch-version'],
  what: 'The version of the client dispatch table is the number 1, which is 0.1.',
  mutate: (driver) =>
    each(driver, ['table', 'table-version'], (mark) => within(mark, /MAKE_WSK_VERSION\(1, 0\)/, '1')),
});
