import { marksOf } from '../driver.ts';
import { before, defineOperator, each, inSameFunction, remove } from '../operator.ts';

/** The NPI is released before the call of the provider that it was captured for. */
export const providerCallAfterRelease = defineOperator({
  id: 'provider-call-after-release',
  breaks: ['WSK-CAP-009'],
  rules: ['provider-npi-used-after-release'],
  what: 'The NPI is released before the call of the provider that it was captured for.',
  mutate: (driver) =>
    each(
      driver,
      ['release-use'],
      (mark) => {
        // Where the driver holds a capture until its tear-down, the NPI is still valid behind this release.
        if (marksOf(driver, 'release-unload').length > 0) return undefined;
        const [call] = inSameFunction(driver, mark, 'provider-call').filter(
          ({ argument }) => argument !== 'kept',
        );
        return call && [remove(mark), before(call, mark.text)];
      },
      ['provider-call'],
    ),
});
