import { around, defineOperator, each, tearDown } from '../operator.ts';

/** WskReleaseProviderNPI is called twice for one capture. */
export const duplicateRelease = defineOperator({
  id: 'duplicate-release',
  breaks: ['WSK-CAP-003'],
  rules: ['release-without-capture'],
  what: 'WskReleaseProviderNPI is called twice for one capture.',
  mutate: (driver) =>
    // Inside a capture that lasts longer, it is the release of that one which is one too many.
    each(
      driver,
      ['release-unload', 'release-undo', 'release-use'],
      (mark) => around(mark, '', mark.text),
      tearDown,
    ),
});
