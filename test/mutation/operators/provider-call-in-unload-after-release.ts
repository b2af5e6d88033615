import { around, blockOf, defineOperator, each } from '../operator.ts';
import { type Driver, type Mark, callArguments, marksOf } from '../driver.ts';

/** The tear-down calls the provider behind the release. */
export const providerCallInUnloadAfterRelease = defineOperator({
  id: 'provider-call-in-unload-after-release',
  breaks: ['WSK-CAP-009'],
  rules: ['provider-npi-used-after-release'],
  what: 'The tear-down calls the provider behind the release.',
  mutate: (driver) =>
    each(driver, ['release-unload'], (mark) => {
      const npi = providerOf(driver, mark);
      const call = 'WskControlClient';
      return npi === undefined
        ? undefined
        : around(
            mark,
            '',
            `${npi}.Dispatch->${call}(${npi}.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, NULL, NULL);`,
          );
    }),
});

/** The NPI at file scope that the registration of the mark's statement is captured into, in the same file. */
function providerOf(driver: Driver, mark: Mark): string | undefined {
  return marksOf(driver, 'capture')
    .filter((other) => other.file === mark.file && blockOf(other) === blockOf(mark))
    .map((other) => /^&(\w+)$/.exec(callArguments(other, 'WskCaptureProviderNPI')?.[2]?.text ?? '')?.[1])
    .find(
      (name) =>
        name !== undefined &&
        new RegExp(`^(?:static )?WSK_PROVIDER_NPI\\s+${name};`, 'm').test(mark.file.text),
    );
}
