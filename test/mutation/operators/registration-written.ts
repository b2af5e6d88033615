import { around, blockOf, defineOperator, each } from '../operator.ts';

/** The driver writes to a member of the registration. */
export const registrationWritten = defineOperator({
  id: 'registration-written',
  breaks: ['WSK-REG-008'],
  rules: ['registration-modified'],
  what: 'The driver writes to a member of the registration.',
  mutate: (driver) =>
    each(driver, ['deregister-unload', 'deregister-undo'], (mark) => {
      const block = blockOf(mark);
      return block === undefined ? undefined : around(mark, '', `(${block})->ReservedRegistrationState = 0;`);
    }),
});
