import { blockOf, defineOperator, each, tearDown } from '../operator.ts';
import { callBefore, onFailure } from '../mistakes.ts';

/** The failing side of the check behind the capture releases. */
export const releaseAfterFailedCapture = defineOperator({
  id: 'release-after-failed-capture',
  breaks: ['WSK-CAP-003'],
  rules: ['release-without-capture'],
  what: 'The failing side of the check behind the capture releases.',
  mutate: (driver) =>
    // Inside a capture that lasts longer, it is the release of that one which is one too many.
    each(
      driver,
      ['capture-check'],
      (mark) => {
        const call = callBefore(driver, mark, 'capture');
        const block = call && blockOf(call);
        return block === undefined ? undefined : onFailure(mark, `WskReleaseProviderNPI(${block});`);
      },
      tearDown,
    ),
});
