import { blockOf, defineOperator, each } from '../operator.ts';
import { callBefore, onFailure } from '../mistakes.ts';

/** The failing side of the check behind the capture releases. */
export const releaseAfterFailedCapture = defineOperator({
  id: 'release-after-failed-capture',
  breaks: ['WSK-CAP-003'],
  rules: ['release-without-capture'],
  what: 'The failing side of the check behind the capture releases.',
  mutate: (driver) =>
    each(driver, ['capture-check'], (mark) => {
      const call = callBefore(driver, mark, 'capture');
      const block = call && blockOf(call);
      return block === undefined ? undefined : onFailure(mark, `WskReleaseProviderNPI(${block});`);
    }),
});
