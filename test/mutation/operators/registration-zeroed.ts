import { after, defineOperator, each } from '../operator.ts';
import { blockBefore } from '../mistakes.ts';

/** The registration is zeroed while it is registered. */
export const registrationZeroed = defineOperator({
  id: 'registration-zeroed',
  breaks: ['WSK-REG-008'],
  rules: ['registration-modified'],
  what: 'The registration is zeroed while it is registered.',
  mutate: (driver) =>
    each(driver, ['register-check'], (mark) => {
      const block = blockBefore(driver, mark);
      return block === undefined
        ? undefined
        : [after(mark, `RtlZeroMemory(${block}, sizeof(WSK_REGISTRATION));`)];
    }),
});
