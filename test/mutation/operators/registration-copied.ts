import { after, defineOperator, each, target } from '../operator.ts';
import { blockBefore } from '../mistakes.ts';

/** The registration is copied while it is registered. */
export const registrationCopied = defineOperator({
  id: 'registration-copied',
  breaks: ['WSK-REG-008'],
  rules: ['registration-modified'],
  what: 'The registration is copied while it is registered.',
  mutate: (driver) =>
    each(driver, ['register-check'], (mark) => {
      const block = blockBefore(driver, mark);
      return block === undefined
        ? undefined
        : [after(mark, `{ WSK_REGISTRATION zqSaved = ${target(block)}; UNREFERENCED_PARAMETER(zqSaved); }`)];
    }),
});
