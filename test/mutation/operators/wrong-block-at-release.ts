import { defineOperator, each, lifeCycle } from '../operator.ts';
import { otherBlock } from '../mistakes.ts';

/** WskReleaseProviderNPI is given another registration than the capture. */
export const wrongBlockAtRelease = defineOperator({
  id: 'wrong-block-at-release',
  breaks: ['WSK-CAP-002'],
  rules: ['release-other-block', 'provider-npi-leak', 'release-without-capture', 'deregister-before-release'],
  what: 'WskReleaseProviderNPI is given another registration than the capture.',
  mutate: (driver) =>
    each(
      driver,
      ['release-unload', 'release-undo', 'release-use'],
      (mark) => otherBlock(mark, 'WskReleaseProviderNPI'),
      lifeCycle,
    ),
});
