import { around, blockOf, defineOperator, each } from '../operator.ts';
import { capture } from '../mistakes.ts';

/** The NPI is captured behind WskDeregister. */
export const captureAfterDeregister = defineOperator({
  id: 'capture-after-deregister',
  breaks: ['WSK-CAP-010'],
  rules: ['capture-after-deregister'],
  what: 'The NPI is captured behind WskDeregister.',
  mutate: (driver) =>
    each(driver, ['deregister-unload', 'deregister-undo'], (mark) => {
      const block = blockOf(mark);
      return block === undefined ? undefined : around(mark, '', capture(block));
    }),
});
