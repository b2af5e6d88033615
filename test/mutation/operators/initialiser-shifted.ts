import { defineOperator, each, within } from '../operator.ts';

/** The event callback stands in the place of the reserved member. */
export const initialiserShifted = defineOperator({
  id: 'initialiser-shifted',
  breaks: ['WSK-DSP-002'],
  rules: ['client-dispatch-reserved'],
  what: 'The event callback stands in the place of the reserved member.',
  mutate: (driver) =>
    each(driver, ['table'], (mark) =>
      within(mark, /(MAKE_WSK_VERSION\([^)]*\),\s*)0,\s*(?=[A-Z]\w*Event\b)/, '$1'),
    ),
});
