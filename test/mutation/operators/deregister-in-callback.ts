import { before, defineOperator, each, fileScopeBlock } from '../operator.ts';

/** A completion routine or WSK event callback deregisters. */
export const deregisterInCallback = defineOperator({
  id: 'deregister-in-callback',
  breaks: ['WSK-REG-014', 'WSK-REG-009'],
  rules: ['deregister-in-callback'],
  what: 'A completion routine or WSK event callback deregisters.',
  mutate: (driver) =>
    each(driver, ['callback'], (mark) => {
      const block = fileScopeBlock(driver, mark);
      return block === undefined ? undefined : [before(mark, `WskDeregister(&${block});`)];
    }),
});
