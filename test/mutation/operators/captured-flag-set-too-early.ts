import { before, defineOperator, each, inSameFunction, lifeCycle, remove } from '../operator.ts';
import { flagIs } from '../mistakes.ts';

/** The flag is set before the capture, and the clean-up releases an NPI that could not be captured. */
export const capturedFlagSetTooEarly = defineOperator({
  id: 'captured-flag-set-too-early',
  breaks: ['WSK-CAP-003'],
  rules: ['release-without-capture', 'capture-result-unchecked'],
  what: 'The flag is set before the capture, and the clean-up releases an NPI that could not be captured.',
  mutate: (driver) =>
    each(
      driver,
      ['flag-captured'],
      (mark) => {
        if (mark.argument === 'condition') return flagIs(mark, 'TRUE');
        const [call] = inSameFunction(driver, mark, 'capture');
        return call && mark.argument !== undefined ? [remove(mark), before(call, mark.text)] : undefined;
      },
      ['guard-release', 'release-unload', 'release-undo', ...lifeCycle],
    ),
});
