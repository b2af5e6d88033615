import { defineOperator, each, within } from '../operator.ts';

/** The reserved member of the client dispatch table is 1. */
export const reservedNotZero = defineOperator({
  id: 'reserved-not-zero',
  breaks: ['WSK-DSP-002'],
  rules: ['client-dispatch-reserved'],
  what: 'The reserved member of the client dispatch table is 1.',
  mutate: (driver) =>
    each(
      driver,
      ['table', 'table-reserved'],
      (mark) =>
        within(mark, /(?<=MAKE_WSK_VERSION\([^)]*\),\s*)0\b/, '1') ??
        within(mark, /(?<=\.Reserved\s*=\s*)0\b/, '1'),
    ),
});
