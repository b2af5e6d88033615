import { atFunctionStart, blockOf, defineOperator, each, fileScopeBlock } from '../operator.ts';

/** The registration is a variable of the function that registers and returns. */
export const registrationOnStack = defineOperator({
  id: 'registration-on-stack',
  breaks: ['WSK-REG-006'],
  rules: ['registration-on-stack'],
  what: 'The registration is a variable of the function that registers and returns.',
  mutate: (driver) =>
    each(driver, ['register'], (mark) => {
      const name = fileScopeBlock(driver, mark);
      return name !== undefined && blockOf(mark) === `&${name}`
        ? atFunctionStart(mark, `WSK_REGISTRATION ${name};`)
        : undefined;
    }),
});
