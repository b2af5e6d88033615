import { before, blockOf, defineOperator, each } from '../operator.ts';
import { capture } from '../mistakes.ts';

/** The NPI is captured before WskRegister. */
export const captureBeforeRegister = defineOperator({
  id: 'capture-before-register',
  breaks: ['WSK-CAP-013'],
  rules: ['capture-without-register'],
  what: 'The NPI is captured before WskRegister.',
  mutate: (driver) =>
    each(driver, ['register'], (mark) => {
      const block = blockOf(mark);
      return block === undefined ? undefined : [before(mark, capture(block))];
    }),
});
