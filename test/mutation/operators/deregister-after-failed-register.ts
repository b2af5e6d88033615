import { blockBefore, onFailure } from '../mistakes.ts';
import { defineOperator, each } from '../operator.ts';

/** The failing side of the check behind WskRegister deregisters. */
export const deregisterAfterFailedRegister = defineOperator({
  id: 'deregister-after-failed-register',
  breaks: ['WSK-REG-004'],
  rules: ['deregister-without-register'],
  what: 'The failing side of the check behind WskRegister deregisters.',
  mutate: (driver) =>
    each(driver, ['register-check'], (mark) => {
      const block = blockBefore(driver, mark);
      return block === undefined ? undefined : onFailure(mark, `WskDeregister(${block});`);
    }),
});
