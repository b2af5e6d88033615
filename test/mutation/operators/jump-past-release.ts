import { defineOperator, each, lifeCycle } from '../operator.ts';
import { jumpElsewhere } from '../mistakes.ts';

/** A failing step jumps past the release to WskDeregister, which waits forever. */
export const jumpPastRelease = defineOperator({
  id: 'jump-past-release',
  breaks: ['WSK-CAP-004'],
  rules: ['deregister-before-release', 'provider-npi-leak'],
  what: 'A failing step jumps past the release to WskDeregister, which waits forever.',
  mutate: (driver) => each(driver, ['jump-captured'], jumpElsewhere, lifeCycle),
});
