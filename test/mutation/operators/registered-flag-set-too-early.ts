import { before, defineOperator, each, inSameFunction, lifeCycle, remove } from '../operator.ts';
import { flagIs } from '../mistakes.ts';

/** The flag is set before WskRegister, and the clean-up deregisters although the call has failed. */
export const registeredFlagSetTooEarly = defineOperator({
  id: 'registered-flag-set-too-early',
  breaks: ['WSK-REG-004'],
  rules: ['deregister-without-register', 'capture-without-register'],
  what: 'The flag is set before WskRegister, and the clean-up deregisters although the call has failed.',
  mutate: (driver) =>
    each(
      driver,
      ['flag-registered'],
      (mark) => {
        if (mark.argument === 'condition') return flagIs(mark, 'TRUE');
        const [call] = inSameFunction(driver, mark, 'register');
        return call && mark.argument === 'undo' ? [remove(mark), before(call, mark.text)] : undefined;
      },
      ['guard-deregister', 'deregister-unload', 'deregister-undo', ...lifeCycle],
    ),
});
